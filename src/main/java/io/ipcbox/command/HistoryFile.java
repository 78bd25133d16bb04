package io.ipcbox.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the history of the prompt is kept: a file of this user that nobody else can read. */
final class HistoryFile {
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    private HistoryFile() {}

    /** Makes it if need be; empty if that cannot be done, which is no reason to trouble the user. */
    static Optional<Path> open() {
        return open(System.getenv("XDG_STATE_HOME"), System.getProperty("user.home"));
    }

    /** As the XDG base directory specification wants it: a relative path is as good as none. */
    static Optional<Path> open(@Nullable String xdgStateHome, @Nullable String home) {
        if (xdgStateHome != null && xdgStateHome.startsWith("/")) {
            return open(Path.of(xdgStateHome, "ipcbox", "history"));
        }
        return home != null && home.startsWith("/")
                ? open(Path.of(home, ".local", "state", "ipcbox", "history"))
                : Optional.empty();
    }

    private static Optional<Path> open(Path file) {
        try {
            Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(DIRECTORY_MODE));
            create(file);
            // Neither a pipe, which would block, nor /dev/null, which some put there to have no history.
            if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                return Optional.empty();
            }
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(file, FILE_MODE);
            }
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE_MODE));
        } catch (FileAlreadyExistsException e) {
            // As it should be, from the second time on.
        }
    }
}
