package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.ACCESS_FLAGS;
import static io.ipcbox.ipc.libc.Shown.BYTES;
import static io.ipcbox.ipc.libc.Shown.FD;
import static io.ipcbox.ipc.libc.Shown.NUMBER;
import static io.ipcbox.ipc.libc.Shown.OCTAL;
import static io.ipcbox.ipc.libc.Shown.OPENED_PATH;
import static io.ipcbox.ipc.libc.Shown.PATH;
import static io.ipcbox.ipc.libc.Shown.POINTER;
import static io.ipcbox.ipc.libc.Shown.RECEIVED;
import static io.ipcbox.ipc.libc.Shown.TIME;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * POSIX message queues. On Linux an {@code mqd_t} is a file descriptor, so close(2), fchmod(2) and poll(2) do with it
 * what one expects.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/mq_overview.7.html">mq_overview(7)</a>
 */
public final class LibcMqueue {
    /** Priorities lie below this. */
    public static final int MQ_PRIO_MAX = 32768;

    private static final MethodHandle MQ_OPEN = Linking.variadic(
            "mq_open",
            2,
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
            OPENED_PATH,
            ACCESS_FLAGS,
            OCTAL,
            POINTER);
    private static final MethodHandle MQ_TIMEDSEND = Linking.function(
            "mq_timedsend",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS),
            FD,
            BYTES,
            NUMBER,
            NUMBER,
            TIME);
    private static final MethodHandle MQ_TIMEDRECEIVE = Linking.function(
            "mq_timedreceive",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
            FD,
            RECEIVED,
            NUMBER,
            POINTER,
            TIME);
    private static final MethodHandle MQ_GETATTR =
            Linking.function("mq_getattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle MQ_SETATTR =
            Linking.function("mq_setattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle MQ_UNLINK =
            Linking.function("mq_unlink", FunctionDescriptor.of(JAVA_INT, ADDRESS), PATH);

    private LibcMqueue() {}

    /** @param attributes {@link MqAttrLayout}, or NULL for the system's default sizes; read only with {@code O_CREAT} */
    public static int mq_open(MemorySegment name, int flags, int mode, MemorySegment attributes) {
        try {
            return (int) MQ_OPEN.invokeExact(LastErrno.capture(), name, flags, mode, attributes);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param deadline {@link TimespecLayout} on CLOCK_REALTIME; all zero has passed already */
    public static int mq_timedsend(int queue, MemorySegment data, long length, int priority, MemorySegment deadline) {
        try {
            return (int) MQ_TIMEDSEND.invokeExact(LastErrno.capture(), queue, data, length, priority, deadline);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /**
     * @param priority an int to be filled in, or NULL
     * @param deadline {@link TimespecLayout} on CLOCK_REALTIME; all zero has passed already
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
        try {
            return (int) MQ_GETATTR.invokeExact(LastErrno.capture(), queue, attributes);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Changes {@code mq_flags} alone; the old attributes go to {@code old}, which may be NULL. */
    public static int mq_setattr(int queue, MemorySegment attributes, MemorySegment old) {
        try {
            return (int) MQ_SETATTR.invokeExact(LastErrno.capture(), queue, attributes, old);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int mq_unlink(MemorySegment name) {
        try {
            return (int) MQ_UNLINK.invokeExact(LastErrno.capture(), name);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
