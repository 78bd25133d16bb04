package io.ipcbox.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file for the history of the prompt, which no other user can read. */
final class HistoryFile {
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    /** An odd number of backslashes at the end of a line. */
    private static final Pattern CUT_ESCAPE = Pattern.compile("(?m)(?<!\\\\)(?:\\\\\\\\)*\\\\$");

    private HistoryFile() {}

    /** Creates it if necessary; empty if that fails, which is not reported. */
    static Optional<Path> open() {
        return open(System.getenv("XDG_STATE_HOME"), System.getenv("HOME"), System.getProperty("user.home"));
    }

    /**
     * Follows the XDG base directory specification: a relative path is ignored.
     *
     * @param passwordHome the home directory in the password file, for a process without HOME
     */
    static Optional<Path> open(@Nullable String xdgStateHome, @Nullable String home, @Nullable String passwordHome) {
        return absolute(xdgStateHome)
                .or(() -> absolute(home).or(() -> absolute(passwordHome)).map(path -> path.resolve(".local/state")))
                .flatMap(state -> open(state.resolve("ipcbox/history")));
    }

    private static Optional<Path> absolute(@Nullable String directory) {
        return Optional.ofNullable(directory).map(Path::of).filter(Path::isAbsolute);
    }

    private static Optional<Path> open(Path file) {
        try {
            Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(DIRECTORY_MODE));
            create(file);
            // Not a pipe, which would block, and not /dev/null, which some users put there to have no history.
            if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                return Optional.empty();
            }
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(file, FILE_MODE);
            }
            mend(file);
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE_MODE));
        } catch (FileAlreadyExistsException e) {
            // It was created by an earlier run.
        }
    }

    /**
     * JLine rejects a file with a byte that is not UTF-8, or with a line that ends within an escape, and appends to a last
     * line that has no line end.
     */
    private static void mend(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String mended = CUT_ESCAPE.matcher(text).replaceAll("$0\\\\");
        String end = mended.isEmpty() || mended.endsWith("\n") ? "" : "\n";
        if (!Arrays.equals(bytes, mended.getBytes(StandardCharsets.UTF_8))) {
            replace(file.toRealPath(), mended + end);
        } else if (!end.isEmpty()) {
            Files.writeString(file, end, StandardOpenOption.APPEND);
        }
    }

    /** Atomically, so that the whole history remains, old or new, if the program is ended meanwhile. */
    private static void replace(Path file, String text) throws IOException {
        Path temporary = Files.createTempFile(
                file.getParent(), ".history", null, PosixFilePermissions.asFileAttribute(FILE_MODE));
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
