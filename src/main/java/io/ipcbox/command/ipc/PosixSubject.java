package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** A POSIX object, named by {@code -n /lab}. */
abstract sealed class PosixSubject implements Subject permits PosixQueues, PosixMemories, PosixSemaphores {
    private static final int PERMISSION_BITS = 0777;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "name of the object: one leading slash, no other (default: ${DEFAULT-VALUE})")
    private String name;

    PosixSubject(String name) {
        this.name = name;
    }

    @Override
    public final String title() {
        return name;
    }

    @Override
    public final String create(CreationMode mode, Permissions permissions) {
        try {
            create(permissions);
            return name + " is created.";
        } catch (IpcException e) {
            if (e.errno() != Errno.EEXIST || mode == CreationMode.CREATE_EXCLUSIVE) {
                throw e;
            }
            return name + " exists already.";
        }
    }

    /** @throws IpcException EEXIST if the object exists */
    abstract void create(Permissions permissions);

    @Override
    public final String remove() {
        unlink();
        return name + " is removed.";
    }

    abstract void unlink();

    /** The facts that are common to all kinds. */
    final Facts facts(FileStatus file) {
        return new Facts()
                .with("name", name)
                .with("mode", new Permissions(file.mode() & PERMISSION_BITS).toString())
                .with("uid", Integer.toUnsignedLong(file.uid()))
                .with("gid", Integer.toUnsignedLong(file.gid()));
    }
}
