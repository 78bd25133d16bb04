package io.ipcbox.transport.tcp;

import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.TransportOptions;
import org.jspecify.annotations.Nullable;

/** What one end of the TCP transport needs to know. */
record TcpEnd(
        TransportOptions options, TcpOptions tcp, @Nullable Tls tls) {
    String address() {
        return tcp.address();
    }

    ChannelDirectory directory() {
        return options.directory();
    }

    boolean isTls() {
        return tls != null;
    }

    /**
     * Where the server is now, which may change from server to server; 0 when it is not known yet.
     *
     * @throws io.ipcbox.ipc.IpcException EPERM when the channel's directory cannot be trusted
     */
    int serverPort() {
        return tcp.port() == 0 ? PortFile.read(directory()) : tcp.port();
    }
}
