package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcPipe;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * A pipe without a name. A child process receives an end through {@link PipeEnd#file}, as its standard input or output;
 * afterwards the parent closes its own copy. Children never inherit an end by accident. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/pipe.2.html">pipe(2)</a>
 */
public record AnonymousPipe(PipeEnd reading, PipeEnd writing) implements AutoCloseable {
    public AnonymousPipe {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(writing, "writing");
    }

    /**
     * Creates a pipe.
     *
     * @throws IpcException EMFILE or ENFILE if there are no descriptors left
     */
    public static AnonymousPipe create() {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            if (LibcPipe.pipe2(ends, LibcFile.O_CLOEXEC) != 0) {
                throw new IpcException("create", "pipe", LastErrno.get());
            }
            return new AnonymousPipe(end(ends, 0), end(ends, 1));
        }
    }

    private static PipeEnd end(MemorySegment ends, int index) {
        return new PipeEnd(new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, index), "pipe"));
    }

    /** Closes both ends in this process. */
    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
