package io.ipcbox.transport.tcp;

import io.ipcbox.settings.Settings;
import io.ipcbox.settings.TcpSettings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.TestSettings;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Application contexts that hold one end of the TCP transport and nothing else. */
final class TcpContext {
    static final String LOOPBACK = "127.0.0.1";

    private TcpContext() {}

    static AnnotationConfigApplicationContext ofServer(ChannelDirectory directory, Duration stallTimeout) {
        return ofServer(LOOPBACK, 0, directory, stallTimeout);
    }

    static AnnotationConfigApplicationContext ofServer(
            String address, int port, ChannelDirectory directory, Duration stallTimeout) {
        Settings settings = TestSettings.ofServer(stallTimeout, new TcpSettings(address, port, null));
        return context(settings, directory, TcpTransport.Server.class);
    }

    static AnnotationConfigApplicationContext ofClient(ChannelDirectory directory, int longestLine) {
        return context(TestSettings.ofClient(longestLine), directory, TcpTransport.Client.class);
    }

    private static AnnotationConfigApplicationContext context(
            Settings settings, ChannelDirectory directory, Class<?> configuration) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Settings.class, () -> settings);
        context.registerBean(ChannelDirectory.class, () -> directory);
        context.register(configuration);
        context.refresh();
        return context;
    }
}
