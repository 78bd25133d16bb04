package io.ipcbox.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System V message queues: msgget(2), msgsnd(2), msgrcv(2), msgctl(2). */
public final class LibcSysvMessage {
    public static final int MSG_NOERROR = 0x1000;
    public static final int MSG_EXCEPT = 0x2000;
    public static final int MSG_COPY = 0x4000;

    private static final MethodHandle MSGGET =
            Linking.function("msgget", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle MSGSND =
            Linking.function("msgsnd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MSGRCV = Linking.function(
            "msgrcv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MSGCTL =
            Linking.function("msgctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

    private LibcSysvMessage() {}

    public static int msgget(int key, int flags) {
        try {
            return (int) MSGGET.invokeExact(LastErrno.capture(), key, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param size of the text, without the eight bytes of the type before it */
    public static int msgsnd(int id, MemorySegment message, long size, int flags) {
        try {
            return (int) MSGSND.invokeExact(LastErrno.capture(), id, message, size, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /**
     * @param size room for the text, without the eight bytes of the type before it
     * @return the length of the text, or -1
     */
    public static long msgrcv(int id, MemorySegment message, long size, long type, int flags) {
        try {
            return (long) MSGRCV.invokeExact(LastErrno.capture(), id, message, size, type, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int msgctl(int id, int command, MemorySegment status) {
        try {
            return (int) MSGCTL.invokeExact(LastErrno.capture(), id, command, status);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
