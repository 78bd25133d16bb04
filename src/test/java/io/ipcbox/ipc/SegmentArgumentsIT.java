package io.ipcbox.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ipcbox.ipc.pipe.AnonymousPipe;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.ipc.waiting.Futex;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Passes memory that C cannot use to every call that takes memory. */
@ExtendWith(NoLeftovers.class)
class SegmentArgumentsIT {
    @TempDir
    Path directory;

    private final Arena arena = Arena.ofConfined();
    private final Map<String, Consumer<MemorySegment>> reading = new LinkedHashMap<>();
    private final Map<String, Consumer<MemorySegment>> writing = new LinkedHashMap<>();
    private AnonymousPipe pipe;
    private Fifo fifoReader;
    private Fifo fifoWriter;

    @BeforeEach
    void open() {
        Path path = directory.resolve("fifo");
        Fifo.make(path, Permissions.OWNER_ONLY);
        fifoReader = Fifo.openForReading(path);
        fifoWriter = Fifo.openForWriting(path).orElseThrow();
        pipe = AnonymousPipe.create();
        // A call that is made nevertheless has something other than zeros to write to the memory.
        pipe.writing().write(eightOnes());
        reading.put("data", memory -> fifoWriter.write(memory, Duration.ZERO));
        reading.put("data, with a deadline", memory -> fifoWriter.write(memory, Deadline.PASSED));
        reading.put("data, to a pipe", pipe.writing()::write);
        reading.put("word", Futex::new);
        writing.put("buffer", memory -> fifoReader.read(memory, Duration.ZERO));
        writing.put("buffer, with a deadline", memory -> fifoReader.read(memory, Deadline.PASSED));
        writing.put("buffer, of a pipe", pipe.reading()::read);
    }

    private MemorySegment eightOnes() {
        return arena.allocate(8).fill((byte) 1);
    }

    @AfterEach
    void close() {
        pipe.close();
        fifoReader.close();
        fifoWriter.close();
        arena.close();
    }

    @Test
    void memoryInTheJavaHeapIsRefused() {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8};
        refusedByAll(MemorySegment.ofArray(bytes), "is on the Java heap");
        assertThat(bytes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void memoryOfAClosedArenaIsRefused() {
        Arena closed = Arena.ofConfined();
        MemorySegment memory = closed.allocate(8);
        closed.close();
        refusedByAll(memory, "belongs to a closed arena");
    }

    @Test
    void memoryOfAnotherThreadIsRefused() {
        MemorySegment memory = CompletableFuture.supplyAsync(
                        () -> Arena.ofConfined().allocate(8))
                .join();
        refusedByAll(memory, "confined to another thread");
    }

    private void refusedByAll(MemorySegment memory, String why) {
        reading.forEach((name, call) -> refused(name, call, memory, why));
        writing.forEach((name, call) -> refused(name, call, memory, why));
    }

    @Test
    void readOnlyMemoryIsWrittenFromAndNotReadInto() {
        MemorySegment memory = arena.allocate(8).asReadOnly();
        writing.forEach((name, call) -> refused(name, call, memory, "is read-only"));
        assertThat(memory.get(ValueLayout.JAVA_LONG, 0)).isZero();
        reading.forEach((name, call) -> call.accept(memory));
    }

    private void refused(String name, Consumer<MemorySegment> call, MemorySegment memory, String why) {
        fifoWriter.write(eightOnes(), Duration.ZERO);
        assertThatIllegalArgumentException()
                .as(name)
                .isThrownBy(() -> call.accept(memory))
                .withMessageContaining(why)
                .withMessageContaining(name.split(",")[0] + "=");
        assertThat(fifoReader.read(arena.allocate(100), Duration.ZERO))
                .as("%s: what was in the FIFO, and nothing else", name)
                .isEqualTo(8);
    }

    @Test
    void arenaThatIsClosedKeepsNoMapping() throws Exception {
        try (PosixSharedMemory memory = PosixSharedMemory.create(UniqueNames.next(), Permissions.OWNER_ONLY, 100)) {
            Arena closed = Arena.ofConfined();
            closed.close();
            assertThatIllegalStateException().isThrownBy(() -> memory.map(closed));
            assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(memory.name());
            memory.unlink();
        }
    }
}
