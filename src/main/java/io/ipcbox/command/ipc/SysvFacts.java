package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvOwnership;

/** What is known of every System V object, whatever its kind. */
final class SysvFacts {
    private SysvFacts() {}

    static Facts of(SysvKey key, String idName, int id, SysvOwnership ownership) {
        return new Facts()
                .with("key", key.toString())
                .with(idName, id)
                .with("mode", ownership.permissions().toString())
                .with("uid", Integer.toUnsignedLong(ownership.uid()))
                .with("gid", Integer.toUnsignedLong(ownership.gid()));
    }
}
