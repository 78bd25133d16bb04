package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.command.Values;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvObject;
import io.ipcbox.ipc.sysv.SysvOwnership;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** A System V object, named by {@code -k 100} or {@code -k 0x64}. */
abstract sealed class SysvSubject implements Subject permits SysvQueues, SysvMemories, SysvSemaphores {
    private final String idName;

    /** Kept as typed, for messages. */
    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            converter = Checked.class,
            description = "key of the object: decimal, or hexadecimal with 0x (default: ${DEFAULT-VALUE})")
    private String key = "100";

    /** @param idName what the kernel calls an id of this kind: {@code msqid} */
    SysvSubject(String idName) {
        this.idName = idName;
    }

    final SysvKey key() {
        return SysvKey.parse(key);
    }

    @Override
    public final String title() {
        return key;
    }

    @Override
    public final String create(CreationMode mode, Permissions permissions) {
        try (SysvObject<?> object = obtain(mode, permissions)) {
            return name(object) + (object.wasCreated() ? " is created." : " exists already.");
        }
    }

    abstract SysvObject<?> obtain(CreationMode mode, Permissions permissions);

    @Override
    public final String remove() {
        try (SysvObject<?> object = existing()) {
            object.remove();
            return name(object) + " is removed.";
        }
    }

    abstract SysvObject<?> existing();

    private String name(SysvObject<?> object) {
        return key + " [" + idName + ": " + object.id() + "]";
    }

    /** The facts that are common to all kinds. */
    final Facts facts(SysvObject<?> object, SysvOwnership ownership) {
        return new Facts()
                .with("key", object.key().toString())
                .with(idName, object.id())
                .with("mode", ownership.permissions().toString())
                .with("uid", Integer.toUnsignedLong(ownership.uid()))
                .with("gid", Integer.toUnsignedLong(ownership.gid()));
    }

    /** Checks a key, and keeps it as typed. */
    private static final class Checked implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (Values.converted(() -> SysvKey.parse(text)).isPrivate()) {
                throw new TypeConversionException(
                        "an object with the key IPC_PRIVATE cannot be opened by key; choose another key");
            }
            return text;
        }
    }
}
