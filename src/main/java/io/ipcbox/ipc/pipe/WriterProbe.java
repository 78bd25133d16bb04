package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcPipe;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.waiting.Wakeup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Finds out whether a FIFO has a writer, at its read end and without consuming a byte. poll(2) reports data and the
 * close of the last writer, but not a writer that has not written yet. tee(2) does: from an empty pipe it returns
 * EAGAIN if there is a writer, and end of file if there is none. For one thread; owns a pipe for the output of tee.
 */
final class WriterProbe implements AutoCloseable {
    private final Descriptor reading;
    private final Wakeup poll = new Wakeup();
    private final int scratchReading;
    private final int scratchWriting;

    WriterProbe(Descriptor reading) {
        this.reading = reading;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            if (LibcPipe.pipe2(ends, LibcFile.O_CLOEXEC | LibcFile.O_NONBLOCK) != 0) {
                Errno errno = LastErrno.get();
                poll.close();
                throw new IpcException("create", "pipe", errno);
            }
            scratchReading = ends.getAtIndex(ValueLayout.JAVA_INT, 0);
            scratchWriting = ends.getAtIndex(ValueLayout.JAVA_INT, 1);
        }
    }

    /** True if there is a writer, or was one since the end was opened. */
    boolean hasOrHadWriter() {
        int fd = reading.enter();
        try {
            if (poll.probe(fd, LibcPoll.POLLIN) != 0) {
                return true;
            }
            long copied = LibcPipe.tee(fd, scratchWriting, 1, LibcPipe.SPLICE_F_NONBLOCK);
            if (copied >= 0) {
                return copied > 0;
            }
            Errno errno = LastErrno.get();
            if (errno == Errno.EAGAIN) {
                return true;
            }
            if (errno == Errno.EINTR) {
                return false; // checked again soon
            }
            throw new IpcException("look at", reading.object(), errno);
        } finally {
            reading.leave();
        }
    }

    @Override
    public void close() {
        poll.close();
        LibcFile.close(scratchReading);
        LibcFile.close(scratchWriting);
    }
}
