package io.ipcbox.process;

import io.ipcbox.ipc.file.FileUsers;
import io.ipcbox.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The process at the other end of a connection.
 *
 * @param pid 0 if unknown
 * @param name the command as ps(1) shows it, or the subject of the peer's certificate; printable; {@code ?} if unknown
 */
public record PeerProcess(long pid, String name) {
    private static final int LONGEST_NAME = 16;
    private static final int LONGEST_SUBJECT = 64;

    public static final PeerProcess UNKNOWN = new PeerProcess(0, "?");

    /**
     * Finds a process, other than this one, that has a file open.
     *
     * @param link the target of its descriptor's link in {@code /proc}: a path, or {@code socket:[INODE]}
     */
    public static PeerProcess holding(String link) {
        OptionalLong pid = FileUsers.opening(link);
        return pid.isPresent() ? of(pid.getAsLong()) : UNKNOWN;
    }

    /** A process on another machine, or of another user: only the name in its certificate is known. */
    public static PeerProcess remote(String name) {
        return new PeerProcess(0, Printable.escape(name, LONGEST_SUBJECT));
    }

    /** Looks up the name, unless the process has ended already. */
    public static PeerProcess of(long pid) {
        try {
            String name = Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip();
            return new PeerProcess(pid, Printable.escape(name, LONGEST_NAME));
        } catch (IOException e) {
            return new PeerProcess(pid, "?");
        }
    }
}
