package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcPipe;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.waiting.Wakeup;

/**
 * Finds out whether a FIFO has a writer, at its read end and without consuming a byte. poll(2) reports data and the
 * close of the last writer, but not a writer that has not written yet. tee(2) does: from an empty pipe it returns
 * EAGAIN if there is a writer, and end of file if there is none. For one thread; owns a pipe for the output of tee.
 */
final class WriterProbe implements AutoCloseable {
    private final Descriptor reading;
    private final Wakeup poll = new Wakeup();
    private final AnonymousPipe scratch;

    WriterProbe(Descriptor reading) {
        this.reading = reading;
        try {
            scratch = AnonymousPipe.create();
        } catch (RuntimeException e) {
            poll.close();
            throw e;
        }
    }

    /** True if there is a writer, or was one since the end was opened. */
    boolean hasOrHadWriter() {
        int fd = reading.enter();
        try {
            if (poll.probe(fd, LibcPoll.POLLIN) != 0) {
                return true;
            }
            long copied = LibcPipe.tee(fd, scratch.writing().fd(), 1, LibcPipe.SPLICE_F_NONBLOCK);
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
        scratch.close();
    }
}
