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
 * One end of an anonymous pipe, made by {@link AnonymousPipe} or inherited from the parent process. Calls are plain
 * read(2) and write(2): they sleep until they are done, and only the peer ends them, not {@link #close}, an interrupt
 * or the shutdown of the JVM. So use it from a dedicated thread in a process that may be killed; otherwise use {@link
 * Fifo}.
 *
 * <p>One thread at a time. The owner of an end closes it; the reader sees the end of the pipe when the last writer has
 * closed.
 */
public final class PipeEnd implements AutoCloseable {
    private final Descriptor descriptor;

    PipeEnd(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** The pipe that this process inherited as its standard input; no other code may read from it. */
    public static PipeEnd standardInput() {
        return new PipeEnd(new Descriptor(0, "standard input"));
    }

    /** The pipe that this process inherited as its standard output; no other code may write to it. */
    public static PipeEnd standardOutput() {
        return new PipeEnd(new Descriptor(1, "standard output"));
    }

    /**
     * Fills the buffer.
     *
     * @param buffer native memory, the caller's
     * @return false if the pipe ended before the first byte
     * @throws IpcException EIO if it ended after the first byte
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
     * Writes all bytes; up to 4096 in one piece.
     *
     * @param data native memory, the caller's
     * @throws IpcException EPIPE if no reader is left
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
                ? new IpcException("write to", descriptor.object(), errno, "no reader is left")
                : new IpcException("write to", descriptor.object(), errno);
    }

    int fd() {
        return descriptor.fd();
    }

    /** The path of this end for a {@link ProcessBuilder} of this process, to pass it to a child. */
    public File file() {
        return new File("/proc/self/fd/" + fd());
    }

    /** Closes the end in this process. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** The name used in errors. */
    @Override
    public String toString() {
        return descriptor.object();
    }
}
