package io.ipcbox.program;

import static io.ipcbox.program.IpcboxProcess.WATCHDOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.support.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The processes of a run of the lab, as the kernel shows them, and what of the run is left. Any thread may call.
 */
final class LabProcesses {
    private static final String WORD = "lab-process";
    private static final int NAME = 2;
    private static final int KEY = 3;
    private static final int LANE = 5;

    private final IpcboxProcess command;
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Set<Integer> keys = ConcurrentHashMap.newKeySet();

    LabProcesses(IpcboxProcess command) {
        this.command = command;
    }

    /** The processes that are running, by name. */
    Map<String, Long> look() {
        Map<String, Long> found = new LinkedHashMap<>();
        ProcessHandle.of(command.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(process -> words(process.pid()).ifPresent(words -> {
                    found.put(words.get(LANE), process.pid());
                    seen.add(process.pid());
                    names.add(words.get(NAME));
                    keys.add(Integer.parseInt(words.get(KEY)));
                }));
        return found;
    }

    /** Waits for a process with that name, and returns its process id. */
    long await(String lane) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .atMost(WATCHDOG)
                .until(() -> Optional.ofNullable(look().get(lane)), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<List<String>> words(long pid) {
        try {
            List<String> all = List.of(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0"));
            int at = all.indexOf(WORD);
            return at < 0 || all.size() <= at + LANE ? Optional.empty() : Optional.of(all.subList(at, all.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** After the end of the command: no process, no name, no key of the run is left. */
    void assertNothingLeft() {
        String prefix = "ipcbox-" + userId() + "-" + command.pid() + "-";
        assertThat(inShm(prefix)).as("in /dev/shm").isEmpty();
        assertThat(keysInUse()).as("System V keys").noneMatch(keys::contains);
        for (String name : names) {
            Refusal.of(Errno.ENOENT, () -> PosixMessageQueue.open(name).close());
        }
        // Killed processes may be zombies of their new parent for a moment.
        Awaitility.await()
                .atMost(WATCHDOG)
                .untilAsserted(() -> assertThat(
                                seen.stream().filter(pid -> words(pid).isPresent()))
                        .as("processes")
                        .isEmpty());
    }

    private static Object userId() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> inShm(String prefix) {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(prefix))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Integer> keysInUse() {
        Set<Integer> inUse = new TreeSet<>();
        for (String kind : List.of("shm", "sem", "msg")) {
            try {
                List<String> rows = new ArrayList<>(Files.readAllLines(Path.of("/proc/sysvipc", kind)));
                rows.stream()
                        .skip(1)
                        .map(row -> Integer.valueOf(row.strip().split("\\s+")[0]))
                        .forEach(inUse::add);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return inUse;
    }
}
