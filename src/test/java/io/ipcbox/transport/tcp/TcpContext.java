package io.ipcbox.transport.tcp;

import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.TestOptions;
import io.ipcbox.transport.TransportOptions;
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
        return context(TestOptions.of(directory, stallTimeout), address, port, TcpServerConfiguration.class);
    }

    static AnnotationConfigApplicationContext ofClient(ChannelDirectory directory, int longestLine) {
        return context(TestOptions.of(directory, longestLine), LOOPBACK, 0, TcpClientConfiguration.class);
    }

    private static AnnotationConfigApplicationContext context(
            TransportOptions options, String address, int port, Class<?> configuration) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(TransportOptions.class, () -> options);
        context.registerBean(TcpOptions.class, () -> new TcpOptions(address, port, null));
        context.register(configuration);
        context.refresh();
        return context;
    }
}
