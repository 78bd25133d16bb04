package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.Shown.NUMBER;
import static io.ipcbox.ipc.libc.Shown.PATH;
import static io.ipcbox.ipc.libc.Shown.POINTER;
import static io.ipcbox.ipc.libc.Shown.POSTED;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * POSIX semaphores, wherever their {@link SemLayout sem_t} lies. What sem_open(3) does, mapping a file, is done by the
 * callers themselves, who check the file first.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sem_overview.7.html">sem_overview(7)</a>
 */
public final class LibcSemaphore {
    private static final FunctionDescriptor INT_ADDRESS = FunctionDescriptor.of(JAVA_INT, ADDRESS);

    private static final MethodHandle SEM_INIT = Linking.function(
            "sem_init", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), POINTER, NUMBER, NUMBER);
    private static final MethodHandle SEM_POST = Linking.function("sem_post", INT_ADDRESS, POSTED);
    private static final MethodHandle SEM_TRYWAIT = Linking.function("sem_trywait", INT_ADDRESS, POINTER);
    private static final MethodHandle SEM_GETVALUE =
            Linking.function("sem_getvalue", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SEM_UNLINK = Linking.function("sem_unlink", INT_ADDRESS, PATH);

    private LibcSemaphore() {}

    /** @param shared not 0: processes share it */
    public static int sem_init(MemorySegment semaphore, int shared, int value) {
        try {
            return (int) SEM_INIT.invokeExact(LastErrno.capture(), semaphore, shared, value);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int sem_post(MemorySegment semaphore) {
        try {
            return (int) SEM_POST.invokeExact(LastErrno.capture(), semaphore);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int sem_trywait(MemorySegment semaphore) {
        try {
            return (int) SEM_TRYWAIT.invokeExact(LastErrno.capture(), semaphore);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** @param value an int to be filled in */
    public static int sem_getvalue(MemorySegment semaphore, MemorySegment value) {
        try {
            return (int) SEM_GETVALUE.invokeExact(LastErrno.capture(), semaphore, value);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int sem_unlink(MemorySegment name) {
        try {
            return (int) SEM_UNLINK.invokeExact(LastErrno.capture(), name);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
