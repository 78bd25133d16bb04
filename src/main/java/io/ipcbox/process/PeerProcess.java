package io.ipcbox.process;

import io.ipcbox.ipc.file.FileUsers;
import io.ipcbox.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The process at the other end.
 *
 * @param pid 0 when it is not known
 * @param name the command as ps(1) shows it, or the owner of the certificate that it has; printable; {@code ?} when
 *     nothing is known
 */
public record PeerProcess(long pid, String name) {
    private static final int LONGEST_NAME = 16;
    private static final int LONGEST_SUBJECT = 64;

    /** Nothing is known about it. */
    public static final PeerProcess UNKNOWN = new PeerProcess(0, "?");

    /**
     * Finds a process, other than this one, that has a file open.
     *
     * @param link what its descriptor's entry in {@code /proc} reads: a path, or {@code socket:[INODE]}
     */
    public static PeerProcess holding(String link) {
        OptionalLong pid = FileUsers.opening(link);
        return pid.isPresent() ? of(pid.getAsLong()) : UNKNOWN;
    }

    /** One on another machine, or in another user's hands: all that is known is what its certificate says. */
    public static PeerProcess remote(String name) {
        return new PeerProcess(0, Printable.escape(name, LONGEST_SUBJECT));
    }

    /** Looks the name up; the process may have gone already. */
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
