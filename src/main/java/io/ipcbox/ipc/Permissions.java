package io.ipcbox.ipc;

import java.util.Objects;

/**
 * The nine permission bits of an object, as in {@code chmod(1)}. They take effect exactly as given, whatever the umask.
 *
 * @param mode between 0 and 0777 octal
 */
public record Permissions(int mode) {
    /** 0600: only the owner reads and writes. The default everywhere. */
    public static final Permissions OWNER_ONLY = new Permissions(0600);

    public Permissions {
        if (mode < 0 || mode > 0777) {
            throw new IllegalArgumentException("permissions must be between 0 and 777 octal, mode=0%o".formatted(mode));
        }
    }

    /** Parses an octal number such as {@code 640} or {@code 0640}. */
    public static Permissions parse(String octal) {
        Objects.requireNonNull(octal, "octal");
        if (!octal.matches("0?[0-7]{1,3}")) {
            throw new IllegalArgumentException(
                    "not permissions: \"" + octal + "\"; give three octal digits such as 640");
        }
        return new Permissions(Integer.parseInt(octal, 8));
    }

    /** Four octal digits, {@code 0600}. */
    @Override
    public String toString() {
        return "0%03o".formatted(mode);
    }
}
