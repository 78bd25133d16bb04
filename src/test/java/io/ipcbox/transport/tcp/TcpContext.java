package io.ipcbox.transport.tcp;

import io.ipcbox.transport.ChannelDirectory;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Application contexts that hold one end of the TCP transport and nothing else. */
final class TcpContext {
    static final String LOOPBACK = "127.0.0.1";

    private static final long BACKLOG_BYTES = 256 * 1024;

    private TcpContext() {}

    static AnnotationConfigApplicationContext ofServer(ChannelDirectory directory, Duration stallTimeout) {
        return ofServer(LOOPBACK, 0, directory, stallTimeout);
    }

    static AnnotationConfigApplicationContext ofServer(
            String address, int port, ChannelDirectory directory, Duration stallTimeout) {
        var settings = new TcpServerSettings(address, port, BACKLOG_BYTES, stallTimeout, directory, null);
        return context(TcpServerSettings.class, settings, TcpServerConfiguration.class);
    }

    static AnnotationConfigApplicationContext ofClient(ChannelDirectory directory, int longestLine) {
        var settings = new TcpClientSettings(LOOPBACK, () -> PortFile.read(directory), longestLine, null);
        return context(TcpClientSettings.class, settings, TcpClientConfiguration.class);
    }

    private static <T> AnnotationConfigApplicationContext context(Class<T> type, T settings, Class<?> configuration) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(type, () -> settings);
        context.register(configuration);
        context.refresh();
        return context;
    }
}
