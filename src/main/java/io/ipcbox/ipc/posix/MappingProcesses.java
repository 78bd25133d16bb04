package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.file.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes that have a file mapped, as {@code /proc/PID/maps} tells. Found by device and inode, for the name in
 * there may be that of the temporary file it once was. Processes of other users are visible to root alone.
 */
final class MappingProcesses {
    private MappingProcesses() {}

    /** Without this process. */
    static List<Long> of(FileStatus file) {
        // "7f00… rw-s 00000000 00:18 5  /dev/shm/sem.lab"
        String place = " %02x:%02x %d ".formatted(file.device() >>> Integer.SIZE, (int) file.device(), file.inode());
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != ProcessHandle.current().pid() && maps(process, place)) {
                    found.add(pid);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean maps(Path process, String place) {
        try (Stream<String> mappings = Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return mappings.anyMatch(mapping -> mapping.contains(place));
        } catch (IOException | UncheckedIOException e) {
            return false; // it has ended, or is none of ours
        }
    }
}
