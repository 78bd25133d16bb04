package io.ipcbox.ipc.file;

import io.ipcbox.ipc.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The other processes that have a file mapped or open, according to {@code /proc/PID}. Only root sees processes of
 * other users.
 */
public final class FileUsers {
    private static final long SELF = ProcessHandle.current().pid();

    /** Lists something in the directory of a process. */
    @FunctionalInterface
    private interface Look<T> {
        Stream<T> into(Path process) throws IOException;
    }

    private FileUsers() {}

    /**
     * The processes that have the file mapped. Found by device and inode, because {@code /proc} may show an earlier,
     * temporary name.
     *
     * @throws UncheckedIOException if the processes cannot be listed
     */
    @SuppressWarnings("StreamResourceLeak") // closed by sees
    public static List<Long> mapping(FileStatus file) {
        Objects.requireNonNull(file, "file");
        // "7f00… rw-s 00000000 00:18 5  /dev/shm/sem.lab"
        String place = " %02x:%02x %d ".formatted(file.device() >>> Integer.SIZE, (int) file.device(), file.inode());
        return search(
                process -> Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1),
                mapping -> mapping.contains(place),
                found -> found.boxed().toList());
    }

    /**
     * A process that has the file open; empty if there is none.
     *
     * @param link the target of the descriptor's entry in {@code /proc}: a path, or {@code socket:[INODE]}
     */
    @SuppressWarnings("StreamResourceLeak") // closed by sees
    public static OptionalLong opening(String link) {
        Objects.requireNonNull(link, "link");
        try {
            return search(
                    process -> Files.list(process.resolve("fd")),
                    descriptor -> pointsTo(descriptor, link),
                    LongStream::findFirst);
        } catch (UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean pointsTo(Path descriptor, String link) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(link);
        } catch (IOException e) {
            return false;
        }
    }

    private static <T, R> R search(Look<T> look, Predicate<T> wanted, Function<LongStream, R> result) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return result.apply(
                    all.filter(process -> process.getFileName().toString().matches("\\d+"))
                            .filter(process -> pid(process) != SELF && sees(process, look, wanted))
                            .mapToLong(FileUsers::pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> boolean sees(Path process, Look<T> look, Predicate<T> wanted) {
        try (Stream<T> seen = look.into(process)) {
            return seen.anyMatch(wanted);
        } catch (IOException | UncheckedIOException e) {
            return false; // it has ended, or belongs to another user
        }
    }

    private static long pid(Path process) {
        return Long.parseLong(process.getFileName().toString());
    }
}
