package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The rule for names of POSIX objects, checked before the kernel is asked: the C library and the kernel refuse the same
 * names with different errors for each kind of object, and some accept what others do not.
 */
final class PosixName {
    private PosixName() {}

    /**
     * @param longest how many bytes may follow the slash
     * @throws IpcException EINVAL or ENAMETOOLONG
     */
    static void check(String verb, String object, String name, int longest) {
        Objects.requireNonNull(name, "name");
        String objection = objection(name);
        if (!objection.isEmpty()) {
            throw new IpcException(verb, object, Errno.EINVAL, objection);
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length - 1;
        if (length > longest) {
            throw new IpcException(
                    verb,
                    object,
                    Errno.ENAMETOOLONG,
                    "the name has " + length + " bytes after its slash, " + longest + " is the most");
        }
    }

    private static String objection(String name) {
        if (!name.startsWith("/")) {
            return "a name begins with a slash: \"/" + name + "\"";
        }
        if (name.indexOf('/', 1) >= 0) {
            return "a name has no second slash";
        }
        if (name.indexOf('\0') >= 0) {
            return "a name cannot contain a NUL character";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return "a name is encoded as UTF-8, which half of a surrogate pair cannot be";
        }
        return switch (name) {
            case "/" -> "something must follow the slash";
            case "/.", "/.." -> "this name means a directory";
            default -> "";
        };
    }
}
