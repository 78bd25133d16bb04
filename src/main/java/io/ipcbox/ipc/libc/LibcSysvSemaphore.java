package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.KEY;
import static io.ipcbox.ipc.libc.Shown.NUMBER;
import static io.ipcbox.ipc.libc.Shown.OCTAL;
import static io.ipcbox.ipc.libc.Shown.OPERATIONS;
import static io.ipcbox.ipc.libc.Shown.POINTER;
import static io.ipcbox.ipc.libc.Shown.SEMAPHORE_COMMAND;
import static io.ipcbox.ipc.libc.Shown.TIME;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * System V semaphore sets: semget(2), semop(2), semtimedop(2), semctl(2).
 *
 * <p>The last argument of {@code semctl} is a union of an {@code int} and pointers, passed in one register. It is
 * linked as a pointer for every command, so that one signature serves them all; an {@code int} travels in its low half.
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

    private static final MethodHandle SEMGET = Linking.function(
            "semget", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), KEY, NUMBER, OCTAL);
    private static final MethodHandle SEMTIMEDOP = Linking.function(
            "semtimedop",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS),
            NUMBER,
            OPERATIONS,
            NUMBER,
            TIME);
    private static final MethodHandle SEMCTL = Linking.variadic(
            "semctl",
            3,
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
            NUMBER,
            NUMBER,
            SEMAPHORE_COMMAND,
            POINTER);

    private LibcSysvSemaphore() {}

    public static int semget(int key, int count, int flags) {
        try {
            return (int) SEMGET.invokeExact(LastErrno.capture(), key, count, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param timeout a relative {@code timespec}; NULL waits for ever, which is what semop(2) does */
    public static int semtimedop(int id, MemorySegment operations, long count, MemorySegment timeout) {
        try {
            return (int) SEMTIMEDOP.invokeExact(LastErrno.capture(), id, operations, count, timeout);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** For the commands that want a pointer, or nothing (NULL). */
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
