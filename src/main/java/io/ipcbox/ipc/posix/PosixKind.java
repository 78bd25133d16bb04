package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * The kinds of POSIX objects, and the rule for their names. Names are checked before the kernel sees them: the C
 * library and the kernel refuse a name with a different error for each kind of object, and do not all refuse the same
 * names.
 */
enum PosixKind {
    MESSAGE_QUEUE("message queue", ""),
    SEMAPHORE("semaphore", "sem."),
    SHARED_MEMORY("shared memory", "");

    private static final int FILE_NAME_MAX = 255;

    private final String noun;
    private final String prefix;

    PosixKind(String noun, String prefix) {
        this.noun = noun;
        this.prefix = prefix;
    }

    /** Kind and name, for errors. */
    String object(String name) {
        return noun + " \"" + name + "\"";
    }

    /** The name of the object's file in {@code /dev/shm}: {@code lab} or {@code sem.lab} for {@code /lab}. */
    String fileName(String name) {
        return prefix + name.substring(1);
    }

    void checkName(CreationMode mode, String name) {
        checkName(mode == CreationMode.CREATE_EXCLUSIVE ? "create" : "open", name);
    }

    /** @throws IpcException EINVAL or ENAMETOOLONG */
    void checkName(String verb, String name) {
        Objects.requireNonNull(name, "name");
        String objection = objection(name);
        if (!objection.isEmpty()) {
            throw new IpcException(verb, object(name), Errno.EINVAL, objection);
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length - 1;
        int longest = FILE_NAME_MAX - prefix.length();
        if (length > longest) {
            throw new IpcException(
                    verb,
                    object(name),
                    Errno.ENAMETOOLONG,
                    "the name has " + length + " bytes after its slash, the maximum is " + longest);
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
            case "/" -> "the name needs a character after the slash";
            case "/.", "/.." -> "this name refers to a directory";
            default -> "";
        };
    }

    /** @param unlink the C function that removes a name of this kind, and returns 0 */
    void unlink(String name, ToIntFunction<MemorySegment> unlink) {
        Platform.require();
        checkName("remove", name);
        try (Arena arena = Arena.ofConfined()) {
            if (unlink.applyAsInt(arena.allocateFrom(name)) != 0) {
                throw new IpcException("remove", object(name), LastErrno.get());
            }
        }
    }
}
