package io.ipcbox.lab;

import static io.ipcbox.lab.LabProgram.NO_LIMIT;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.ipc.sysv.SysvAccess;
import io.ipcbox.ipc.sysv.SysvAttachment;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Shared memory for the scheduler's numbers, and a semaphore that is posted when they are stored, of either family. The
 * process that creates them removes them.
 *
 * @param name the name or key by which another process opens them
 */
record NumbersMemory(
        String name, MemorySegment ints, Runnable posting, Runnable waiting, Runnable removal, Runnable closing)
        implements AutoCloseable {
    /** The only semaphore of a System V set. */
    private static final int ONLY = 0;

    static NumbersMemory create(boolean sysv, ThisProcess self, int count) {
        long bytes = (long) count * Integer.BYTES;
        if (sysv) {
            SysvKey key = self.objectKey();
            return of(
                    SysvSharedMemory.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, bytes),
                    SysvSemaphoreSet.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, NO_LIMIT, 0));
        }
        return of(
                PosixSharedMemory.create(self.objectName(), Permissions.OWNER_ONLY, bytes),
                PosixSemaphore.create(self.objectName(), Permissions.OWNER_ONLY, 0));
    }

    static NumbersMemory open(boolean sysv, String name) {
        if (sysv) {
            SysvKey key = SysvKey.parse(name);
            return of(SysvSharedMemory.open(key), SysvSemaphoreSet.open(key, NO_LIMIT));
        }
        return of(PosixSharedMemory.open(name), PosixSemaphore.open(name));
    }

    private static NumbersMemory of(PosixSharedMemory memory, PosixSemaphore stored) {
        Arena arena = Arena.ofConfined();
        return new NumbersMemory(
                memory.name(),
                memory.map(arena),
                stored::post,
                () -> stored.waitFor(NO_LIMIT),
                () -> {
                    memory.unlink();
                    stored.unlink();
                },
                () -> {
                    arena.close();
                    memory.close();
                    stored.close();
                });
    }

    private static NumbersMemory of(SysvSharedMemory memory, SysvSemaphoreSet stored) {
        SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE);
        return new NumbersMemory(
                memory.key().toString(),
                attachment.segment(),
                () -> stored.post(ONLY),
                () -> stored.wait(ONLY, NO_LIMIT),
                () -> {
                    memory.remove();
                    stored.remove();
                },
                () -> {
                    attachment.detach();
                    memory.close();
                    stored.close();
                });
    }

    void store(int[] numbers) {
        MemorySegment.copy(numbers, 0, ints, ValueLayout.JAVA_INT, 0, numbers.length);
    }

    void post() {
        posting.run();
    }

    void await() {
        waiting.run();
    }

    int[] load(int count) {
        return ints.asSlice(0, (long) count * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
    }

    void remove() {
        removal.run();
    }

    @Override
    public void close() {
        closing.run();
    }
}
