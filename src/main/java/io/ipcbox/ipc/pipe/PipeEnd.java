package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.Segments;
import java.io.File;
import java.lang.foreign.MemorySegment;

/**
 * One end of an anonymous pipe: made by {@link AnonymousPipe}, or inherited from the process that started this one. The
 * plain read(2) and write(2) of a textbook: a call sleeps until it is done. Only its peer ends it, and not {@link #close},
 * an interrupt or the shutdown of the JVM. So it is for a thread of one's own in a process that may be ended; {@link Fifo}
 * is for the others.
 *
 * <p>One thread at a time. Whoever has the end closes it; a pipe ends for its reader when the last writer has closed.
 */
public final class PipeEnd implements AutoCloseable {
    private final Descriptor descriptor;

    PipeEnd(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** The pipe that this process inherited as its standard input; nothing else may read there. */
    public static PipeEnd standardInput() {
        return new PipeEnd(new Descriptor(0, "standard input"));
    }

    /** The pipe that this process inherited as its standard output; nothing else may print there. */
    public static PipeEnd standardOutput() {
        return new PipeEnd(new Descriptor(1, "standard output"));
    }

    /**
     * Reads as many bytes as the buffer has.
     *
     * @param buffer native memory, the caller's
     * @return false when the pipe ended before the first of them
     * @throws IpcException EIO when it ended after the first of them
     * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">read(2)</a>
     */
    public boolean read(MemorySegment buffer) {
        Segments.writable("buffer", buffer);
        long done = 0;
        while (done < buffer.byteSize()) {
            long count = LibcFile.read(descriptor.fd(), buffer.asSlice(done), buffer.byteSize() - done);
            if (count > 0) {
                done += count;
            } else if (count == 0 && done == 0) {
                return false;
            } else if (count == 0) {
                String remedy = "it ended after " + done + " of " + buffer.byteSize() + " bytes";
                throw new IpcException("read from", descriptor.object(), Errno.EIO, remedy);
            } else if (LastErrno.get() != Errno.EINTR) {
                throw new IpcException("read from", descriptor.object(), LastErrno.get());
            }
        }
        return true;
    }

    /**
     * Writes all bytes; up to 4096 of them in one piece.
     *
     * @param data native memory, the caller's
     * @throws IpcException EPIPE when no reader is left
     * @see <a href="https://man7.org/linux/man-pages/man2/write.2.html">write(2)</a>
     */
    public void write(MemorySegment data) {
        Segments.readable("data", data);
        long done = 0;
        while (done < data.byteSize()) {
            long count = LibcFile.write(descriptor.fd(), data.asSlice(done), data.byteSize() - done);
            if (count >= 0) {
                done += count;
            } else if (LastErrno.get() != Errno.EINTR) {
                throw refusal(LastErrno.get());
            }
        }
    }

    private IpcException refusal(Errno errno) {
        return errno == Errno.EPIPE
                ? new IpcException("write to", descriptor.object(), errno, "nobody reads there any more")
                : new IpcException("write to", descriptor.object(), errno);
    }

    /** Under this path a {@link ProcessBuilder} of this process finds the end, to give it to a child. */
    public File file() {
        return new File("/proc/self/fd/" + descriptor.fd());
    }

    /** Lets go of the end in this process. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** As errors call it. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
