package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.KEY;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.OCTAL;
import static io.ipcbox.ipc.libc.CType.OPERATIONS;
import static io.ipcbox.ipc.libc.CType.POINTER;
import static io.ipcbox.ipc.libc.CType.SEMAPHORE_COMMAND;
import static io.ipcbox.ipc.libc.CType.TIME;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * System V semaphore sets: semget(2), semop(2), semtimedop(2), semctl(2).
 *
 * <p>The last argument of {@code semctl} is a union of an {@code int} and pointers, passed in one register. It is
 * always linked as a pointer, so that one signature serves all commands; an {@code int} is passed in its low half.
 */
public final class LibcSysvSemaphore {
    public static final int GETPID = 11;
    public static final int GETVAL = 12;
    public static final int GETALL = 13;
    public static final int GETNCNT = 14;
    public static final int GETZCNT = 15;
    public static final int SETVAL = 16;
    public static final int SETALL = 17;
    public static final int SEM_UNDO = 0x1000;

    private static final MethodHandle SEMGET = Linking.explained("semget", INT, KEY, INT, OCTAL);
    private static final MethodHandle SEMTIMEDOP = Linking.explained("semtimedop", INT, INT, OPERATIONS, LONG, TIME);
    private static final MethodHandle SEMCTL =
            Linking.explainedVariadic("semctl", 3, INT, INT, INT, SEMAPHORE_COMMAND, POINTER);

    private LibcSysvSemaphore() {}

    public static int semget(int key, int count, int flags) {
        return Downcall.make(SEMGET, key, count, flags);
    }

    /** @param timeout a relative {@code timespec}; NULL for no limit, as with semop(2) */
    public static int semtimedop(int id, MemorySegment operations, long count, MemorySegment timeout) {
        try {
            return (int) SEMTIMEDOP.invokeExact(LastErrno.capture(), id, operations, count, timeout);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** For commands that take a pointer, or no argument (NULL). */
    public static int semctl(int id, int number, int command, MemorySegment argument) {
        try {
            return (int) SEMCTL.invokeExact(LastErrno.capture(), id, number, command, argument);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** For SETVAL. */
    public static int semctl(int id, int number, int command, int value) {
        return semctl(id, number, command, MemorySegment.ofAddress(Integer.toUnsignedLong(value)));
    }
}
