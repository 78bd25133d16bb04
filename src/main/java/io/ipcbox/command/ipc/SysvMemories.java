package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.sysv.SysvAccess;
import io.ipcbox.ipc.sysv.SysvMemoryStatus;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import java.util.List;

/** System V shared memory. */
final class SysvMemories extends SysvSubject implements Memories {
    private final Size size = new Size();

    SysvMemories() {
        super("shmid");
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(size);
    }

    @Override
    SysvSharedMemory obtain(CreationMode mode, Permissions permissions) {
        return obtain(mode, permissions, size.checked());
    }

    /** The kernel refuses to open memory that is shorter than asked for; here the size is only for new memory. */
    private SysvSharedMemory obtain(CreationMode mode, Permissions permissions, long sizeBytes) {
        return mode.obtain(
                this::existing,
                () -> SysvSharedMemory.open(key(), CreationMode.CREATE_EXCLUSIVE, permissions, sizeBytes));
    }

    @Override
    SysvSharedMemory existing() {
        return SysvSharedMemory.open(key());
    }

    @Override
    public Facts facts() {
        try (var memory = existing()) {
            SysvMemoryStatus now = memory.status();
            return facts(memory, now.ownership())
                    .with("size", now.sizeBytes())
                    .with("attached", now.attached())
                    .with("creator pid", now.creatorPid())
                    .with("last pid", now.lastPid())
                    .with("last attach", now.lastAttach())
                    .with("last detach", now.lastDetach())
                    .with("changed", now.lastChange())
                    .with("locked", now.locked());
        }
    }

    @Override
    public Memory open(boolean writable) {
        try (var memory = existing()) {
            return attach(memory, writable ? SysvAccess.READ_WRITE : SysvAccess.READ_ONLY);
        }
    }

    @Override
    public Memory openOrCreate(long sizeBytes) {
        try (var memory = obtain(CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, sizeBytes)) {
            return attach(memory, SysvAccess.READ_WRITE);
        }
    }

    private static Memory attach(SysvSharedMemory memory, SysvAccess access) {
        return new Memory(memory.toString(), arena -> memory.attach(access, arena));
    }
}
