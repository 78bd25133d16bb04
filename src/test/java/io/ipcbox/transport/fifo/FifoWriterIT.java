package io.ipcbox.transport.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.Backlog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that writes to one FIFO. */
class FifoWriterIT {
    private static final int LINE_BYTES = 64 * 1024;
    // One in the backlog, one being written, and one too many.
    private static final int LINES_BEYOND_THE_PIPE = 3;

    @TempDir
    private Path directory;

    /** A wake-up that finds the pipe still full moves nothing: the reader is still stuck. */
    @Test
    void writerThatIsWokenInVainMakesNoProgress() throws InterruptedException {
        Path path = directory.resolve("full");
        Fifo.make(path, Permissions.OWNER_ONLY);
        Thread serving;
        try (Fifo reading = Fifo.openForReading(path)) {
            FifoWriter writer = new FifoWriter(Fifo.openForWriting(path).orElseThrow());
            Backlog backlog = new Backlog(LINE_BYTES, Duration.ofMillis(300), writer::wake);
            serving = Thread.ofPlatform().start(() -> writer.writeAll(backlog));
            AtomicBoolean enough = new AtomicBoolean();
            Thread waking = Thread.ofPlatform().start(() -> {
                while (!enough.get()) {
                    writer.wake();
                    Thread.onSpinWait();
                }
            });
            try {
                int lines = reading.capacityBytes() / LINE_BYTES + LINES_BEYOND_THE_PIPE;
                for (int line = 0; line < lines; line++) {
                    backlog.put(EncodedLines.of(new byte[LINE_BYTES]));
                }
                assertThat(backlog.isLagging()).isTrue();
            } finally {
                enough.set(true);
                waking.join();
            }
        }
        serving.join();
    }
}
