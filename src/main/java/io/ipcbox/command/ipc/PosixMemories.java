package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.util.List;
import picocli.CommandLine.Mixin;

/** The shared memory of {@code -n}. */
final class PosixMemories implements Memories {
    @Mixin
    private final NameOption name = new NameOption("/test-shm");

    private final SizeOption size = new SizeOption();

    @Override
    public String title() {
        return name.name;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(size);
    }

    @Override
    public Creation create(CreationMode mode, Permissions permissions) {
        return Creation.unlessThere(mode, title(), () -> {
            try (var created = PosixSharedMemory.create(title(), permissions, size.checked())) {
                return created.name();
            }
        });
    }

    @Override
    public String remove() {
        PosixSharedMemory.unlink(title());
        return title();
    }

    @Override
    public Facts facts() {
        try (var memory = PosixSharedMemory.open(title(), PosixAccess.READ_ONLY)) {
            FileStatus now = memory.status();
            return PosixFacts.of(title(), now).with("size", now.sizeBytes());
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
            // Programs that make it in two steps, as C does, leave it without a byte in between.
            if (memory.sizeBytes() == 0) {
                memory.resize(sizeBytes);
            }
            return new Memory(memory.toString(), memory::map);
        }
    }
}
