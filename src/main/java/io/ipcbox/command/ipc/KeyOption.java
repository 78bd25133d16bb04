package io.ipcbox.command.ipc;

import io.ipcbox.command.Values;
import io.ipcbox.ipc.sysv.SysvKey;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How a System V object is named: {@code -k 100}, {@code -k 0x64}. */
final class KeyOption {
    /** As the user typed it. */
    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            converter = Checked.class,
            description = "its key: decimal, or hexadecimal with 0x (default: ${DEFAULT-VALUE})")
    String typed = "100";

    SysvKey key() {
        return SysvKey.parse(typed);
    }

    /** As removals name an object: {@code 100 [msqid: 5]}. */
    String name(String idName, int id) {
        return typed + " [" + idName + ": " + id + "]";
    }

    /** Refuses what is no key, and remembers how it was typed. */
    static final class Checked implements picocli.CommandLine.ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (Values.converted(() -> SysvKey.parse(text)).isPrivate()) {
                throw new picocli.CommandLine.TypeConversionException(
                        "an object with the key IPC_PRIVATE cannot be opened by key; choose another key");
            }
            return text;
        }
    }
}
