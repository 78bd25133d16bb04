package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.ACCESS_FLAGS;
import static io.ipcbox.ipc.libc.CType.BYTES;
import static io.ipcbox.ipc.libc.CType.FD;
import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.OCTAL;
import static io.ipcbox.ipc.libc.CType.OPENED_PATH;
import static io.ipcbox.ipc.libc.CType.PATH;
import static io.ipcbox.ipc.libc.CType.POINTER;
import static io.ipcbox.ipc.libc.CType.RECEIVED;
import static io.ipcbox.ipc.libc.CType.TIME;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * POSIX message queues. On Linux an {@code mqd_t} is a file descriptor, so close(2), fchmod(2) and poll(2) work on it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/mq_overview.7.html">mq_overview(7)</a>
 */
public final class LibcMqueue {
    /** Priorities are less than this. */
    public static final int MQ_PRIO_MAX = 32768;

    private static final MethodHandle MQ_OPEN =
            Linking.explainedVariadic("mq_open", 2, INT, OPENED_PATH, ACCESS_FLAGS, OCTAL, POINTER);
    private static final MethodHandle MQ_TIMEDSEND = Linking.explained("mq_timedsend", INT, FD, BYTES, LONG, INT, TIME);
    private static final MethodHandle MQ_TIMEDRECEIVE =
            Linking.explained("mq_timedreceive", LONG, FD, RECEIVED, LONG, POINTER, TIME);
    private static final MethodHandle MQ_GETATTR = Linking.function("mq_getattr", INT, INT, POINTER);
    private static final MethodHandle MQ_SETATTR = Linking.function("mq_setattr", INT, INT, POINTER, POINTER);
    private static final MethodHandle MQ_UNLINK = Linking.explained("mq_unlink", INT, PATH);

    private LibcMqueue() {}

    /**
     * @param attributes {@link MqAttrLayout}, or NULL for the system's default sizes; used only with {@code O_CREAT}
     */
    public static int mq_open(MemorySegment name, int flags, int mode, MemorySegment attributes) {
        try {
            return (int) MQ_OPEN.invokeExact(LastErrno.capture(), name, flags, mode, attributes);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param deadline {@link TimespecLayout} on CLOCK_REALTIME; all zeros is in the past */
    public static int mq_timedsend(int queue, MemorySegment data, long length, int priority, MemorySegment deadline) {
        try {
            return (int) MQ_TIMEDSEND.invokeExact(LastErrno.capture(), queue, data, length, priority, deadline);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /**
     * @param priority receives an int, or NULL
     * @param deadline {@link TimespecLayout} on CLOCK_REALTIME; all zeros is in the past
     */
    public static long mq_timedreceive(
            int queue, MemorySegment buffer, long length, MemorySegment priority, MemorySegment deadline) {
        try {
            return (long) MQ_TIMEDRECEIVE.invokeExact(LastErrno.capture(), queue, buffer, length, priority, deadline);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int mq_getattr(int queue, MemorySegment attributes) {
        return Downcall.make(MQ_GETATTR, queue, attributes);
    }

    /** Changes only {@code mq_flags}; {@code old} receives the previous attributes and may be NULL. */
    public static int mq_setattr(int queue, MemorySegment attributes, MemorySegment old) {
        try {
            return (int) MQ_SETATTR.invokeExact(LastErrno.capture(), queue, attributes, old);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int mq_unlink(MemorySegment name) {
        return Downcall.make(MQ_UNLINK, name);
    }
}
