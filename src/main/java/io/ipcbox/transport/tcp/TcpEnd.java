package io.ipcbox.transport.tcp;

import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import org.jspecify.annotations.Nullable;

/** What both ends of the TCP transport need. */
record TcpEnd(
        Settings settings,
        ChannelDirectory directory,
        @Nullable Tls tls) {
    String address() {
        return settings.tcp().address();
    }

    boolean isTls() {
        return tls != null;
    }

    /**
     * The port in the settings or, if that is 0, the one that the channel's server last announced; 0 if there is none.
     *
     * @throws io.ipcbox.ipc.IpcException EPERM if the channel's directory cannot be trusted
     */
    int serverPort() {
        int port = settings.tcp().port();
        return port == 0 ? PortFile.read(directory) : port;
    }
}
