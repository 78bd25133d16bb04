package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.KernelSetting;
import java.nio.file.Path;
import java.util.List;

/** The kernel's limits in {@code /proc/sys/kernel}, worded for error messages. */
final class SysvLimits {
    private static final Path DIRECTORY = Path.of("/proc/sys/kernel");
    private static final String UNKNOWN = "unknown";
    // Semaphores of a set, semaphores in all, operations in one call, sets.
    private static final List<String> SEM = List.of("semmsl", "semmns", "semopm", "semmni");

    private SysvLimits() {}

    /** Such as {@code /proc/sys/kernel/msgmni is 32000}. */
    static String of(String name) {
        return DIRECTORY.resolve(name) + " is " + value(DIRECTORY.resolve(name));
    }

    /** Such as {@code semmni, number 4 of /proc/sys/kernel/sem, is 32000}. */
    static String ofSemaphores(String name) {
        Path file = DIRECTORY.resolve("sem");
        int index = SEM.indexOf(name);
        String[] numbers = value(file).split("\\s+");
        String value = index < numbers.length ? numbers[index] : UNKNOWN;
        return name + ", number " + (index + 1) + " of " + file + ", is " + value;
    }

    /** Such as {@code /proc/sys/vm/nr_hugepages, which is 0}. */
    static String hugePages() {
        Path file = Path.of("/proc/sys/vm/nr_hugepages");
        return file + ", which is " + value(file);
    }

    private static String value(Path file) {
        return new KernelSetting(file).value().orElse(UNKNOWN);
    }
}
