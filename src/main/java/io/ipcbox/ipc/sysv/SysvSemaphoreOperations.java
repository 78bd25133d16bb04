package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.libc.SembufLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;

/**
 * Operations on semaphores of one set that the kernel performs all together or not at all. Reusable by any thread, for
 * any set, without allocation. The garbage collector frees the memory.
 */
public final class SysvSemaphoreOperations {
    private final List<SysvSemaphoreOperation> operations;
    private final MemorySegment waiting;
    private final MemorySegment asking;

    private SysvSemaphoreOperations(List<SysvSemaphoreOperation> operations) {
        this.operations = operations;
        this.waiting = write(0);
        this.asking = write(LibcSysvFlags.IPC_NOWAIT);
    }

    /**
     * @param operations one or more, performed in this order; a semaphore may occur several times. The most in one call
     *     is the third number of {@code /proc/sys/kernel/sem}, usually 500
     */
    public static SysvSemaphoreOperations of(SysvSemaphoreOperation... operations) {
        Objects.requireNonNull(operations, "operations");
        if (operations.length == 0) {
            throw new IllegalArgumentException("at least one operation is required");
        }
        return new SysvSemaphoreOperations(List.of(operations));
    }

    private MemorySegment write(int flags) {
        MemorySegment memory = Arena.ofAuto().allocate(SembufLayout.BYTES * operations.size(), Short.BYTES);
        for (int i = 0; i < operations.size(); i++) {
            SysvSemaphoreOperation operation = operations.get(i);
            write(
                    memory.asSlice(i * SembufLayout.BYTES),
                    operation.semaphore(),
                    operation.change(),
                    flags | (operation.undo() ? LibcSysvSemaphore.SEM_UNDO : 0));
        }
        return memory;
    }

    /** Fills in a {@code sembuf}. */
    static void write(MemorySegment sembuf, int semaphore, int change, int flags) {
        sembuf.set(ValueLayout.JAVA_SHORT, SembufLayout.NUMBER, (short) semaphore);
        sembuf.set(ValueLayout.JAVA_SHORT, SembufLayout.OPERATION, (short) change);
        sembuf.set(ValueLayout.JAVA_SHORT, SembufLayout.FLAGS, (short) flags);
    }

    /** An array of {@code sembuf} for a call that waits. */
    MemorySegment waiting() {
        return waiting;
    }

    /** An array of {@code sembuf} with IPC_NOWAIT. */
    MemorySegment asking() {
        return asking;
    }

    int size() {
        return operations.size();
    }

    public List<SysvSemaphoreOperation> operations() {
        return operations;
    }

    @Override
    public String toString() {
        return operations.toString();
    }
}
