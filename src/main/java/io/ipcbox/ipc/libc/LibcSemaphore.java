package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.PATH;
import static io.ipcbox.ipc.libc.CType.POINTER;
import static io.ipcbox.ipc.libc.CType.POSTED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * POSIX semaphores, wherever their {@link SemLayout sem_t} is. Instead of sem_open(3), callers map the file themselves,
 * after checking it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sem_overview.7.html">sem_overview(7)</a>
 */
public final class LibcSemaphore {

    private static final MethodHandle SEM_INIT = Linking.explained("sem_init", INT, POINTER, INT, INT);
    private static final MethodHandle SEM_POST = Linking.explained("sem_post", INT, POSTED);
    private static final MethodHandle SEM_TRYWAIT = Linking.explained("sem_trywait", INT, POINTER);
    private static final MethodHandle SEM_GETVALUE = Linking.function("sem_getvalue", INT, POINTER, POINTER);
    private static final MethodHandle SEM_UNLINK = Linking.explained("sem_unlink", INT, PATH);

    private LibcSemaphore() {}

    /** @param shared nonzero: shared between processes */
    public static int sem_init(MemorySegment semaphore, int shared, int value) {
        try {
            return (int) SEM_INIT.invokeExact(LastErrno.capture(), semaphore, shared, value);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    public static int sem_post(MemorySegment semaphore) {
        return Downcall.make(SEM_POST, semaphore);
    }

    public static int sem_trywait(MemorySegment semaphore) {
        return Downcall.make(SEM_TRYWAIT, semaphore);
    }

    /** @param value receives an int */
    public static int sem_getvalue(MemorySegment semaphore, MemorySegment value) {
        return Downcall.make(SEM_GETVALUE, semaphore, value);
    }

    public static int sem_unlink(MemorySegment name) {
        return Downcall.make(SEM_UNLINK, name);
    }
}
