package io.ipcbox.process;

import io.ipcbox.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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
        long self = ProcessHandle.current().pid();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .filter(pid -> pid != self && hasOpen(pid, link))
                    .findFirst()
                    .map(PeerProcess::of)
                    .orElse(UNKNOWN);
        } catch (IOException | UncheckedIOException e) {
            return UNKNOWN;
        }
    }

    private static boolean hasOpen(long pid, String link) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> pointsTo(descriptor, link));
        } catch (IOException | UncheckedIOException e) {
            // It has ended meanwhile, or belongs to another user.
            return false;
        }
    }

    private static boolean pointsTo(Path descriptor, String link) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(link);
        } catch (IOException e) {
            return false;
        }
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
