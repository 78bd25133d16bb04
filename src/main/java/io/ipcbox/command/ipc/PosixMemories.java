package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.util.List;

/** POSIX shared memory. */
final class PosixMemories extends PosixSubject implements Memories {
    private final Size size = new Size();

    PosixMemories() {
        super("/test-shm");
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(size);
    }

    @Override
    void create(Permissions permissions) {
        PosixSharedMemory.create(title(), permissions, size.checked()).close();
    }

    @Override
    void unlink() {
        PosixSharedMemory.unlink(title());
    }

    @Override
    public Facts facts() {
        try (var memory = PosixSharedMemory.open(title(), PosixAccess.READ_ONLY)) {
            FileStatus now = memory.status();
            return facts(now).with("size", now.sizeBytes());
        }
    }

    @Override
    public Memory open(boolean writable) {
        try (var memory = PosixSharedMemory.open(title(), writable ? PosixAccess.READ_WRITE : PosixAccess.READ_ONLY)) {
            return new Memory(memory.toString(), memory::map);
        }
    }

    @Override
    public Memory openOrCreate(long sizeBytes) {
        try (var memory =
                PosixSharedMemory.open(title(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, sizeBytes)) {
            // A C program creates it in two steps; in between, and if it dies there, the size is 0.
            if (memory.sizeBytes() == 0) {
                memory.resize(sizeBytes);
            }
            return new Memory(memory.toString(), memory::map);
        }
    }
}
