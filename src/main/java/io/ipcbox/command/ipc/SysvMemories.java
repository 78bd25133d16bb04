package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.sysv.SysvAccess;
import io.ipcbox.ipc.sysv.SysvMemoryStatus;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import java.util.List;
import picocli.CommandLine.Mixin;

/** The shared memory of {@code -k}. */
final class SysvMemories implements Memories {
    private static final String ID = "shmid";

    @Mixin
    private final KeyOption key = new KeyOption();

    private final SizeOption size = new SizeOption();

    @Override
    public String title() {
        return key.typed;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(size);
    }

    @Override
    public Creation create(CreationMode mode, Permissions permissions) {
        long sizeBytes = size.checked();
        try (var memory = mode == CreationMode.CREATE_EXCLUSIVE
                ? SysvSharedMemory.open(key.key(), mode, permissions, sizeBytes)
                : openOrCreate(permissions, sizeBytes)) {
            return new Creation(key.name(ID, memory.id()), memory.wasCreated());
        }
    }

    @Override
    public String remove() {
        try (var memory = SysvSharedMemory.open(key.key())) {
            memory.remove();
            return key.name(ID, memory.id());
        }
    }

    @Override
    public Facts facts() {
        try (var memory = SysvSharedMemory.open(key.key())) {
            SysvMemoryStatus now = memory.status();
            return SysvFacts.of(memory.key(), ID, memory.id(), now.ownership())
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
        try (var memory = SysvSharedMemory.open(key.key())) {
            return attach(memory, writable ? SysvAccess.READ_WRITE : SysvAccess.READ_ONLY);
        }
    }

    @Override
    public Memory openOrCreate(long sizeBytes) {
        try (var memory = openOrCreate(Permissions.OWNER_ONLY, sizeBytes)) {
            return attach(memory, SysvAccess.READ_WRITE);
        }
    }

    private static Memory attach(SysvSharedMemory memory, SysvAccess access) {
        return new Memory(memory.toString(), arena -> memory.attach(access, arena));
    }

    /** The kernel refuses to open what is shorter than asked for; here the size is only for a new one. */
    private SysvSharedMemory openOrCreate(Permissions permissions, long sizeBytes) {
        return CreationMode.OPEN_OR_CREATE.obtain(
                () -> SysvSharedMemory.open(key.key()),
                () -> SysvSharedMemory.open(key.key(), CreationMode.CREATE_EXCLUSIVE, permissions, sizeBytes));
    }
}
