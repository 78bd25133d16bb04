package io.ipcbox.lab;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.temporal.ChronoUnit;

/** POSIX shared memory and a POSIX semaphore of the same name. */
record PosixNumbersMemory(PosixSharedMemory memory, PosixSemaphore written, Arena arena, MemorySegment ints)
        implements NumbersMemory {
    static NumbersMemory create(ThisProcess self, int count) {
        String name = self.objectName();
        PosixSemaphore written = PosixSemaphore.create(name, Permissions.OWNER_ONLY, 0);
        return mapped(PosixSharedMemory.create(name, Permissions.OWNER_ONLY, (long) count * Integer.BYTES), written);
    }

    static NumbersMemory open(String name) {
        return mapped(PosixSharedMemory.open(name), PosixSemaphore.open(name));
    }

    private static NumbersMemory mapped(PosixSharedMemory memory, PosixSemaphore written) {
        Arena arena = Arena.ofConfined();
        return new PosixNumbersMemory(memory, written, arena, memory.map(arena));
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public void store(int[] numbers) {
        MemorySegment.copy(numbers, 0, ints, ValueLayout.JAVA_INT, 0, numbers.length);
    }

    @Override
    public int[] load(int count) {
        return ints.asSlice(0, (long) count * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
    }

    @Override
    public void post() {
        written.post();
    }

    @Override
    public void await() {
        written.waitFor(ChronoUnit.FOREVER.getDuration());
    }

    @Override
    public void remove() {
        memory.unlink();
        written.unlink();
    }

    @Override
    public void close() {
        arena.close();
        memory.close();
        written.close();
    }
}
