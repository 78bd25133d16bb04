package io.ipcbox.transport.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.Fifo;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.transport.ChannelDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FIFOs of killed clients, whose process ids living strangers have by now: the next server removes them. */
class FifoLeftoverIT {
    @TempDir
    private Path parent;

    private ChannelDirectory directory = ChannelDirectory.at(Path.of("/nonexistent"));

    @BeforeEach
    void choose() {
        directory = ChannelDirectory.at(parent.resolve("channel"));
        directory.ensure();
    }

    @Test
    void fifoThatNobodyReadsIsRemovedWhoeverHasTheProcessId() {
        try (RunningProgram stranger = RunningProgram.start(List.of("sleep", "600"))) {
            Path left = make("client-" + stranger.pid() + "-1.fifo");

            serveOnce();

            assertThat(left).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void unfinishedFifoIsRemovedWhenNobodyOrAStrangerHasTheProcessId() {
        try (RunningProgram stranger = RunningProgram.start(List.of("sleep", "600"))) {
            Path old = make(".client-" + stranger.pid() + "-1.fifo");
            // Not by Java, which opens what it touches, and would wait for a reader.
            RunningProgram.start(List.of("touch", "-d", "1 minute ago", old.toString()))
                    .succeeds();
            // Above every process id that Linux gives.
            Path nobodys = make(".client-" + (1 << 23) + "-1.fifo");
            Path inTheMaking = make(".client-" + stranger.pid() + "-2.fifo");

            serveOnce();

            assertThat(old).doesNotExist();
            assertThat(nobodys).doesNotExist();
            assertThat(inTheMaking).exists();
        }
    }

    private Path make(String name) {
        Path path = directory.resolve(name);
        Fifo.make(path, Permissions.OWNER_ONLY);
        return path;
    }

    private void serveOnce() {
        try (FifoPublisher publisher = new FifoPublisher(directory, 1 << 16, Duration.ofSeconds(1))) {
            publisher.start();
            assertThat(publisher.clients()).isEmpty();
        }
    }
}
