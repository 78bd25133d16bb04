package io.ipcbox.ipc.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.memory.Allocation;
import io.ipcbox.ipc.memory.Memfd;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.ThreadKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeftovers.class)
class FifoIT {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    @TempDir
    Path directory;

    private Path path = Path.of("");

    @BeforeEach
    void make() {
        path = directory.resolve("fifo");
        Fifo.make(path, Permissions.OWNER_ONLY);
    }

    @Test
    void whatIsWrittenIsRead() {
        try (Fifo reader = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            assertThat(write(writer, "hello")).isEqualTo(5);
            assertThat(read(reader)).isEqualTo("hello");
            assertThat(read(reader, AT_ONCE)).isEqualTo("nothing");
        }
    }

    @Test
    void whatAWriterWroteIsReadBeforeItsEndHoweverBriefItWas() throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 3000; round++) {
                try (Fifo reader = Fifo.openForReading(path)) {
                    Future<?> writing = threads.submit(() -> {
                        try (Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
                            write(writer, "brief");
                        }
                    });
                    assertThat(read(reader)).as("round %d", round).isEqualTo("brief");
                    writing.get();
                }
            }
        }
    }

    @Test
    void writingAndReadingAllocatesNothing() {
        try (Fifo reader = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow();
                Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(32);
            Allocation.settlesAtNothing(() -> {
                writer.write(data, LONG);
                reader.read(data, LONG);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0666, 0777, 0640})
    void permissionsAreExactWhateverTheUmask(int mode) throws IOException {
        Path other = directory.resolve("other");
        Fifo.make(other, new Permissions(mode));
        assertThat((int) Files.getAttribute(other, "unix:mode") & 0777).isEqualTo(mode);
    }

    @Test
    void existingNameIsNotMadeAgain() {
        Refusal.of(Errno.EEXIST, () -> Fifo.make(path, Permissions.OWNER_ONLY))
                .hasMessageStartingWith("cannot make FIFO \"" + path + "\": EEXIST");
        Refusal.of(Errno.ENOENT, () -> Fifo.make(directory.resolve("missing/fifo"), Permissions.OWNER_ONLY));
    }

    @Test
    void unlinkRemovesTheNameAndOpenEndsGoOn() {
        try (Fifo reader = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            Fifo.unlink(path);
            Refusal.of(Errno.ENOENT, () -> Fifo.openForReading(path));
            Refusal.of(Errno.ENOENT, () -> Fifo.openForWriting(path));
            Refusal.of(Errno.ENOENT, () -> Fifo.unlink(path));
            write(writer, "still");
            assertThat(read(reader)).isEqualTo("still");
        }
    }

    @Test
    void whatIsNoFifoOfOursIsNotTrusted() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Refusal.of(Errno.EPERM, () -> Fifo.openForReading(file)).hasMessageContaining("it is not a FIFO");
        Refusal.of(Errno.EPERM, () -> Fifo.openForWriting(file)).hasMessageContaining("it is not a FIFO");
        Path link = Files.createSymbolicLink(directory.resolve("link"), path);
        Refusal.of(Errno.ELOOP, () -> Fifo.openForReading(link));
    }

    @Test
    void fifoOfAnotherUserIsNotTrusted() throws IOException {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to give a FIFO away");
        Files.setAttribute(path, "unix:uid", 65534);
        Refusal.of(Errno.EPERM, () -> Fifo.openForReading(path)).hasMessageContaining("it belongs to user 65534");
    }

    @Test
    void openingWithoutAPeerIsEmpty() {
        assertThat(Fifo.openForWriting(path)).isEmpty();
        assertThat(Fifo.openForWriting(path, SHORT)).isEmpty();
        assertThat(Fifo.openForReading(path, SHORT)).isEmpty();
    }

    @Test
    void readBeforeTheFirstWriterIsNotTheEndOfFile() {
        try (Fifo reader = Fifo.openForReading(path)) {
            assertThat(read(reader, SHORT)).isEqualTo("nothing");
            try (Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
                assertThat(read(reader, SHORT)).isEqualTo("nothing");
                write(writer, "first");
            }
            assertThat(read(reader)).isEqualTo("first");
            assertThat(read(reader)).isEqualTo("end of file");
            assertThat(read(reader)).isEqualTo("end of file");
            try (Fifo next = Fifo.openForWriting(path).orElseThrow()) {
                write(next, "second");
                assertThat(read(reader)).isEqualTo("second");
            }
        }
    }

    @Test
    void readerThatHasGoneIsABrokenPipe() {
        Fifo reader = Fifo.openForReading(path);
        try (Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            assertThat(writer.awaitReaderGone(Deadline.after(SHORT))).isFalse();
            reader.close();
            assertThat(writer.awaitReaderGone(Deadline.NEVER)).isTrue();
            assertThat(write(writer, "x")).isEqualTo(Fifo.BROKEN_PIPE);
        }
    }

    @Test
    void fullPipeIsAnOutcomeAndShortMessagesAreNeverCut() {
        try (Arena arena = Arena.ofConfined();
                Fifo reader = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            int capacity = writer.capacityBytes();
            assertThat(writer.write(arena.allocate(capacity - 4095L), AT_ONCE)).isEqualTo(capacity - 4095L);
            assertThat(writer.write(arena.allocate(4096), SHORT)).isZero();
            reader.read(arena.allocate(4096), AT_ONCE);
            assertThat(writer.write(arena.allocate(4096), AT_ONCE)).isEqualTo(4096);
        }
    }

    @Test
    void capacityGrowsAsFarAsTheSystemAllows() throws IOException {
        long most = Long.parseLong(
                Files.readAllLines(Path.of("/proc/sys/fs/pipe-max-size")).getFirst());
        try (Fifo reader = Fifo.openForReading(path)) {
            int before = reader.capacityBytes();
            assertThat(reader.requestCapacity((int) most)).isTrue();
            assertThat(reader.capacityBytes()).isEqualTo((int) most).isGreaterThanOrEqualTo(before);
            assertThatIllegalArgumentException().isThrownBy(() -> reader.requestCapacity(-1));
            assertThat(reader.capacityBytes()).isEqualTo((int) most);
        }
    }

    @Test
    void endOfTheOtherDirectionIsExplained() {
        try (Fifo reader = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            Refusal.of(Errno.EBADF, () -> write(reader, "x")).hasMessageContaining("for the other direction");
            Refusal.of(Errno.EBADF, () -> read(writer)).hasMessageContaining("for the other direction");
        }
    }

    @Test
    void nothingToReadIntoOrToWriteIsNothing() {
        try (Fifo reader = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            assertThat(writer.write(MemorySegment.NULL, LONG)).isZero();
            assertThat(reader.read(MemorySegment.NULL, LONG)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitForAWriterEndsWhenOneComes(ThreadKind kind) throws Exception {
        CompletableFuture<Optional<Fifo>> opened = new CompletableFuture<>();
        startAndPause(kind, () -> opened.complete(Fifo.openForReading(path, LONG)));
        try (RunningProgram writer = RunningProgram.start(List.of("sh", "-c", "exec cat > " + path));
                Fifo reader = opened.get().orElseThrow()) {
            writer.type("from cat");
            assertThat(read(reader)).isEqualTo("from cat\n");
        }
    }

    @Test
    void writerThatCameAndWentBeforeTheLookIsNoticed() throws Exception {
        CompletableFuture<Optional<Fifo>> opened = new CompletableFuture<>();
        startAndPause(ThreadKind.PLATFORM, () -> opened.complete(Fifo.openForReading(path, LONG)));
        Fifo.openForWriting(path, LONG).orElseThrow().close();
        try (Fifo reader = opened.get().orElseThrow()) {
            assertThat(read(reader)).isEqualTo("end of file");
        }
    }

    @Test
    void waitForAWriterTakesNoByte() throws Exception {
        try (Fifo _ = Fifo.openForReading(path);
                Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
            write(writer, "whole");
            try (Fifo reader = Fifo.openForReading(path, LONG).orElseThrow()) {
                assertThat(read(reader)).isEqualTo("whole");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitForAReaderEndsWhenOneComes(ThreadKind kind) throws Exception {
        CompletableFuture<Optional<Fifo>> opened = new CompletableFuture<>();
        startAndPause(kind, () -> opened.complete(Fifo.openForWriting(path, LONG)));
        try (RunningProgram reader = RunningProgram.start(List.of("cat", path.toString()))) {
            try (Fifo writer = opened.get().orElseThrow()) {
                write(writer, "to cat\n");
            }
            assertThat(reader.remainingLines()).containsExactly("to cat");
        }
    }

    /** Returns when the thread sleeps between two checks of the name. */
    private static Thread startAndPause(ThreadKind kind, Runnable task) {
        return kind.startAndAwait(FifoOpening.class, task);
    }

    /** An interrupt races with data: if it comes too late to end a wait, it must not end the next one. */
    @Test
    void interruptThatComesTooLateDoesNotEndTheNextWait() throws Exception {
        try (Fifo reader = Fifo.openForReading(path)) {
            CompletableFuture<Integer> endedForNothing = new CompletableFuture<>();
            Thread reading = Thread.ofPlatform().start(() -> endedForNothing.complete(countEarlyEnds(reader)));
            try (Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
                for (int i = 0; i < 5_000; i++) {
                    write(writer, "x");
                    reading.interrupt();
                }
            }
            assertThat(endedForNothing.get()).isZero();
        }
    }

    private static int countEarlyEnds(Fifo reader) {
        int early = 0;
        String read = "";
        while (!read.equals("end of file")) {
            try {
                read = read(reader);
                early += read.equals("nothing") ? 1 : 0;
                Thread.interrupted();
            } catch (WaitEndedException e) {
                early += Thread.interrupted() ? 0 : 1;
            }
        }
        return early;
    }

    @Test
    void secondReaderOfOneHandleWaitsNoLongerThanItsOwnTime() throws Exception {
        try (Fifo reader = Fifo.openForReading(path)) {
            Thread first = ThreadKind.PLATFORM.startAndBlock(LibcPoll.class, () -> read(reader));
            assertThat(read(reader, SHORT)).isEqualTo("nothing");
            try (Fifo writer = Fifo.openForWriting(path).orElseThrow()) {
                write(writer, "for the first");
            }
            first.join();
        }
    }

    @Test
    void manyVirtualThreadsWaitAndTheOthersGoOn() throws Exception {
        int many = 2 * Runtime.getRuntime().availableProcessors() + 4;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Fifo> readers = new ArrayList<>();
            List<Future<String>> words = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Path own = directory.resolve("fifo" + i);
                Fifo.make(own, Permissions.OWNER_ONLY);
                Fifo reader = Fifo.openForReading(own);
                readers.add(reader);
                words.add(threads.submit(() -> read(reader)));
            }
            threads.submit(() -> {
                        for (int i = 0; i < many; i++) {
                            try (Fifo writer = Fifo.openForWriting(directory.resolve("fifo" + i))
                                    .orElseThrow()) {
                                write(writer, "word " + i);
                            }
                        }
                    })
                    .get();
            for (int i = 0; i < many; i++) {
                assertThat(words.get(i).get()).isEqualTo("word " + i);
            }
            readers.forEach(Fifo::close);
        }
    }

    @Test
    void everyUseOfAClosedEndIsEbadfAndASecondCloseHarmless() {
        Fifo reader = Fifo.openForReading(path);
        reader.close();
        reader.close();
        reader.wake();
        List<Consumer<Fifo>> uses = List.of(
                FifoIT::read, closed -> write(closed, "x"), Fifo::capacityBytes, closed -> closed.requestCapacity(1));
        for (Consumer<Fifo> use : uses) {
            Refusal.of(Errno.EBADF, () -> use.accept(reader)).hasMessageContaining("this handle is closed");
        }
    }

    private static String read(Fifo reader) {
        return read(reader, LONG);
    }

    private static String read(Fifo reader, Duration timeout) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(100);
            int count = (int) reader.read(buffer, timeout);
            if (count == Fifo.END_OF_FILE) {
                return "end of file";
            }
            byte[] bytes = new byte[count];
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, count);
            return count == 0 ? "nothing" : new String(bytes, UTF_8);
        }
    }

    private static long write(Fifo writer, String text) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(text);
            return writer.write(bytes.asSlice(0, bytes.byteSize() - 1), AT_ONCE);
        }
    }

    @Test
    void adviceFitsWhatWasTried() {
        Path nowhere = directory.resolve("nowhere/fifo");
        Refusal.of(Errno.ENOENT, () -> Fifo.make(nowhere, Permissions.OWNER_ONLY))
                .hasMessageEndingWith("; its directory does not exist");
        Refusal.of(Errno.ENOENT, () -> Fifo.openForReading(nowhere)).hasMessageEndingWith("; create it first");
        Refusal.of(Errno.ENOENT, () -> Fifo.unlink(nowhere)).hasMessageEndingWith("ENOENT (No such file or directory)");
        Refusal.of(Errno.ENOENT, () -> SharedFile.create(nowhere, 1, Permissions.OWNER_ONLY))
                .hasMessageEndingWith("; its directory does not exist");
        Refusal.of(Errno.ENOENT, () -> SharedFile.rename(nowhere, directory.resolve("x")))
                .hasMessageEndingWith("ENOENT (No such file or directory)");
        Refusal.of(
                        Errno.ENOENT,
                        () -> Memfd.open(ProcessHandle.current().pid(), Integer.MAX_VALUE, PosixAccess.READ_WRITE))
                .hasMessageEndingWith("; that process has ended, or has closed it");
    }
}
