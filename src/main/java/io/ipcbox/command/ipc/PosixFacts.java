package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.Permissions;

/** What is known of every POSIX object, whatever its kind. Pure functions. */
final class PosixFacts {
    private static final int PERMISSION_BITS = 0777;

    private PosixFacts() {}

    static Facts of(String name, FileStatus file) {
        return new Facts()
                .with("name", name)
                .with("mode", new Permissions(file.mode() & PERMISSION_BITS).toString())
                .with("uid", Integer.toUnsignedLong(file.uid()))
                .with("gid", Integer.toUnsignedLong(file.gid()));
    }
}
