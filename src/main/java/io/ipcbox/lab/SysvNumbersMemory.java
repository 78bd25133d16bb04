package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.sysv.SysvAccess;
import io.ipcbox.ipc.sysv.SysvAttachment;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** System V shared memory and a set of one System V semaphore, of the same key. */
record SysvNumbersMemory(SysvSharedMemory memory, SysvSemaphoreSet written, SysvAttachment attachment)
        implements NumbersMemory {
    private static final int ONLY = 0;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    static NumbersMemory create(SysvKey key, int count) {
        SysvSemaphoreSet written =
                SysvSemaphoreSet.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, FOREVER, 0);
        return attached(
                SysvSharedMemory.open(
                        key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, (long) count * Integer.BYTES),
                written);
    }

    static NumbersMemory open(String name) {
        SysvKey key = SysvKey.parse(name);
        return attached(SysvSharedMemory.open(key), SysvSemaphoreSet.open(key, FOREVER));
    }

    private static NumbersMemory attached(SysvSharedMemory memory, SysvSemaphoreSet written) {
        return new SysvNumbersMemory(memory, written, memory.attach(SysvAccess.READ_WRITE));
    }

    @Override
    public String name() {
        return memory.key().toString();
    }

    @Override
    public void store(int[] numbers) {
        MemorySegment.copy(numbers, 0, attachment.segment(), ValueLayout.JAVA_INT, 0, numbers.length);
    }

    @Override
    public int[] load(int count) {
        return attachment.segment().asSlice(0, (long) count * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
    }

    @Override
    public void post() {
        written.post(ONLY);
    }

    @Override
    public void await() {
        written.wait(ONLY, FOREVER);
    }

    @Override
    public void remove() {
        memory.remove();
        written.remove();
    }

    @Override
    public void close() {
        attachment.detach();
        memory.close();
        written.close();
    }
}
