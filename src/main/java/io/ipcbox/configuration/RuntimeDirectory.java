package io.ipcbox.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the files of all channels of this user lie, unless a setting says otherwise. Makes nothing. */
final class RuntimeDirectory {
    private RuntimeDirectory() {}

    /** {@code $XDG_RUNTIME_DIR/ipcbox}, else {@code /tmp/ipcbox-UID}. */
    static Path ofThisUser() {
        return of(System.getenv("XDG_RUNTIME_DIR"));
    }

    /** As the XDG base directory specification wants it: a relative path is as good as none. */
    static Path of(@Nullable String xdgRuntimeDir) {
        return xdgRuntimeDir != null && xdgRuntimeDir.startsWith("/")
                ? Path.of(xdgRuntimeDir, "ipcbox")
                : Path.of("/tmp", "ipcbox-" + uid());
    }

    private static Object uid() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
