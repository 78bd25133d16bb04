package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.NUMBER;
import static io.ipcbox.ipc.libc.Shown.POLLFDS;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Waiting for descriptors: poll(2), eventfd(2). */
public final class LibcPoll {
    public static final short POLLIN = 1;
    public static final short POLLOUT = 4;
    public static final short POLLERR = 8;
    public static final short POLLHUP = 16;
    public static final short POLLNVAL = 32;
    public static final int EFD_NONBLOCK = 0x800;
    public static final int EFD_CLOEXEC = 0x80000;

    private static final MethodHandle POLL = Linking.function(
            "poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), POLLFDS, NUMBER, NUMBER);
    private static final MethodHandle EVENTFD =
            Linking.function("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private LibcPoll() {}

    /**
     * @param pollfds an array of {@link PollfdLayout}
     * @param timeoutMillis negative waits for ever
     */
    public static int poll(MemorySegment pollfds, long count, int timeoutMillis) {
        try {
            return (int) POLL.invokeExact(LastErrno.capture(), pollfds, count, timeoutMillis);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int eventfd(int initial, int flags) {
        try {
            return (int) EVENTFD.invokeExact(LastErrno.capture(), initial, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
