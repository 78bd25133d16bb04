package io.ipcbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.settings.SettingsReader;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.fifo.FifoTransport;
import io.ipcbox.transport.shm.ShmTransport;
import io.ipcbox.transport.tcp.TcpTransport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;

/** The transports of each role, and the directory of the channel. */
class TransportConfigurationTest {
    private static final AnnotationMetadata IMPORTING = AnnotationMetadata.introspect(TransportConfiguration.class);

    @Test
    void serverHasAllTransportsInTheOrderInWhichTheyAreListed() {
        Stream<Mechanism> listed = Stream.of(TcpTransport.MECHANISM, FifoTransport.MECHANISM, ShmTransport.MECHANISM);
        assertThat(imported("server,up"))
                .containsExactly(
                        listed.map(mechanism -> mechanism.server().getName()).toArray(String[]::new));
    }

    @Test
    void clientHasItsOwnTransportAlone() {
        assertThat(imported("client-socket"))
                .containsExactly(TcpTransport.MECHANISM.client().getName());
        assertThat(imported("client-pipe"))
                .containsExactly(FifoTransport.MECHANISM.client().getName());
        assertThat(imported("client-shm"))
                .containsExactly(ShmTransport.MECHANISM.client().getName());
    }

    private static String[] imported(String profiles) {
        StandardEnvironment environment = new StandardEnvironment();
        Arrays.stream(profiles.split(",")).forEach(environment::addActiveProfile);
        return new TransportConfiguration.TransportSelector(environment).selectImports(IMPORTING);
    }

    @Test
    void directoryIsThatOfTheChannelUnlessOneIsSet() {
        assertThat(directoryWith("--ipcbox.channel=c")).isAbsolute().hasParentRaw(Path.of("/dev/shm"));
        assertThat(directoryWith("--ipcbox.channel=c", "--ipcbox.directory=/d/e"))
                .isEqualTo(Path.of("/d/e"));
        assertThat(directoryWith("--ipcbox.directory=d")).isEqualTo(Path.of("d").toAbsolutePath());
    }

    private static Path directoryWith(String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return TransportConfiguration.channelDirectory(SettingsReader.read(environment))
                .path();
    }
}
