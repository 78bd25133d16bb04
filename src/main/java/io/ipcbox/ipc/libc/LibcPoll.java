package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.POLLFDS;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Waiting for descriptors: poll(2), eventfd(2). */
public final class LibcPoll {
    public static final short POLLIN = 1;
    public static final short POLLOUT = 4;
    public static final short POLLERR = 8;
    public static final short POLLHUP = 16;
    public static final int EFD_NONBLOCK = 0x800;
    public static final int EFD_CLOEXEC = 0x80000;

    private static final MethodHandle POLL = Linking.explained("poll", INT, POLLFDS, LONG, INT);
    private static final MethodHandle EVENTFD = Linking.function("eventfd", INT, INT, INT);

    private LibcPoll() {}

    /**
     * @param pollfds an array of {@link PollfdLayout}
     * @param timeoutMillis negative: no limit
     */
    public static int poll(MemorySegment pollfds, long count, int timeoutMillis) {
        try {
            return (int) POLL.invokeExact(LastErrno.capture(), pollfds, count, timeoutMillis);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int eventfd(int initial, int flags) {
        return Downcall.make(EVENTFD, initial, flags);
    }
}
