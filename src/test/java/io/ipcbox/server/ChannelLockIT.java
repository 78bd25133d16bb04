package io.ipcbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.transport.ChannelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel's lock decides which server may serve a channel; the process id in the file is for people. */
class ChannelLockIT {
    private static final int RACES = 1000;

    @TempDir
    private Path parent;

    private ChannelDirectory directory = ChannelDirectory.at(Path.of("/nonexistent"));

    @BeforeEach
    void choose() {
        directory = ChannelDirectory.at(parent.resolve("channel"));
        directory.ensure();
    }

    @Test
    void channelOfADeadServerIsFreeEvenIfAnotherProcessHasItsProcessId() throws IOException {
        Path file = directory.resolve("server.lock");
        SharedFile.create(file, 0, Permissions.OWNER_ONLY).close();
        try (RunningProgram stranger = RunningProgram.start(List.of("sleep", "600"))) {
            Files.writeString(file, stranger.pid() + "\n");

            ChannelLock.take("test", directory).close();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(file).doesNotExist();
        }
    }

    static Stream<Arguments> whatTheFileSays() {
        String own = Long.toString(ProcessHandle.current().pid());
        return Stream.of(
                arguments(own + "\n", own),
                arguments("", "unknown"),
                arguments("\u001b[2Jno number", "unknown"),
                arguments("-1", "unknown"));
    }

    @ParameterizedTest
    @MethodSource("whatTheFileSays")
    void secondServerIsRefusedForAnyContentOfTheFile(String content, String named) throws IOException {
        try (ChannelLock lock = ChannelLock.take("test", directory)) {
            Files.writeString(directory.resolve("server.lock"), content);

            Refusal.of(Errno.EBUSY, () -> ChannelLock.take("test", directory))
                    .hasMessageContaining("a server (pid " + named + ") serves it");
            assertThat(lock).isNotNull();
        }
    }

    /** The last server to leave may remove the directory at any moment while the next one starts. */
    @Test
    void channelIsServedInTurnsWhileTheDirectoryComesAndGoes() throws Exception {
        String channel = "races-" + ProcessHandle.current().pid();
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger serving = new AtomicInteger();
        Callable<Void> server = () -> {
            ChannelDirectory own = ChannelDirectory.ofChannel(channel);
            while (turns.get() < RACES) {
                serve(own, serving, turns);
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Void> done : threads.invokeAll(List.of(server, server, server))) {
                done.get();
            }
        }
        assertThat(ChannelDirectory.ofChannel(channel).path()).doesNotExist();
    }

    private static void serve(ChannelDirectory directory, AtomicInteger serving, AtomicInteger turns) {
        try (ChannelLock lock = ChannelLock.take("test", directory)) {
            assertThat(lock).isNotNull();
            assertThat(serving.incrementAndGet()).as("servers at once").isEqualTo(1);
            turns.incrementAndGet();
            serving.decrementAndGet();
        } catch (IpcException e) {
            assertThat(e.errno()).as(e.getMessage()).isEqualTo(Errno.EBUSY);
        }
        directory.removeIfEmpty();
    }
}
