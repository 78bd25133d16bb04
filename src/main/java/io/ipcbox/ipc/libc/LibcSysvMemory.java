package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.IPC_COMMAND;
import static io.ipcbox.ipc.libc.CType.KEY;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.OCTAL;
import static io.ipcbox.ipc.libc.CType.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System V shared memory: shmget(2), shmat(2), shmdt(2), shmctl(2). */
public final class LibcSysvMemory {
    public static final int SHM_RDONLY = 0x1000;
    public static final int SHM_HUGETLB = 0x800;
    public static final int SHM_NORESERVE = 0x1000;
    /** The position, in the flags of {@link #shmget}, of the binary logarithm of the huge page size. */
    public static final int SHM_HUGE_SHIFT = 26;

    public static final int SHM_LOCK = 11;
    public static final int SHM_UNLOCK = 12;
    /** The address that {@link #shmat} returns on failure. */
    public static final long SHMAT_FAILED = -1;

    private static final MethodHandle SHMGET = Linking.explained("shmget", INT, KEY, LONG, OCTAL);
    private static final MethodHandle SHMAT = Linking.explained("shmat", POINTER, INT, POINTER, OCTAL);
    private static final MethodHandle SHMDT = Linking.explained("shmdt", INT, POINTER);
    private static final MethodHandle SHMCTL = Linking.explained("shmctl", INT, INT, IPC_COMMAND, POINTER);

    private LibcSysvMemory() {}

    public static int shmget(int key, long size, int flags) {
        try {
            return (int) SHMGET.invokeExact(LastErrno.capture(), key, size, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** Returns the start of the memory as a segment of zero length; its address is {@link #SHMAT_FAILED} on failure. */
    public static MemorySegment shmat(int id, MemorySegment address, int flags) {
        try {
            return (MemorySegment) SHMAT.invokeExact(LastErrno.capture(), id, address, flags);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    /** The attached memory as a segment of the given size, detached when the arena closes. */
    @SuppressWarnings("restricted")
    public static MemorySegment ownedBy(Arena arena, MemorySegment start, long bytes) {
        return start.reinterpret(bytes, arena, LibcSysvMemory::shmdt);
    }

    public static int shmdt(MemorySegment address) {
        return Downcall.make(SHMDT, address);
    }

    public static int shmctl(int id, int command, MemorySegment status) {
        return Downcall.make(SHMCTL, id, command, status);
    }
}
