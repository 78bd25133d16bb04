package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System V message queues: msgget(2), msgsnd(2), msgrcv(2), msgctl(2). */
public final class LibcSysvMessage {
    public static final int MSG_NOERROR = 0x1000;
    public static final int MSG_EXCEPT = 0x2000;
    public static final int MSG_COPY = 0x4000;

    private static final MethodHandle MSGGET = Linking.function("msgget", INT, INT, INT);
    private static final MethodHandle MSGSND = Linking.function("msgsnd", INT, INT, POINTER, LONG, INT);
    private static final MethodHandle MSGRCV = Linking.function("msgrcv", LONG, INT, POINTER, LONG, LONG, INT);
    private static final MethodHandle MSGCTL = Linking.function("msgctl", INT, INT, INT, POINTER);

    private LibcSysvMessage() {}

    public static int msgget(int key, int flags) {
        return Downcall.make(MSGGET, key, flags);
    }

    /** @param size of the text, without the eight bytes of the preceding type */
    public static int msgsnd(int id, MemorySegment message, long size, int flags) {
        try {
            return (int) MSGSND.invokeExact(LastErrno.capture(), id, message, size, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /**
     * @param size room for the text, without the eight bytes of the preceding type
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
        return Downcall.make(MSGCTL, id, command, status);
    }
}
