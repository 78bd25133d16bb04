package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.KernelSetting;
import java.nio.file.Path;

/** The kernel's limits, {@code /proc/sys/kernel/…}, put into the words that an error ends with. */
final class SysvLimits {
    private static final Path DIRECTORY = Path.of("/proc/sys/kernel");
    private static final String UNKNOWN = "unknown";
    private static final String[] SEM = {"semmsl", "semmns", "semopm", "semmni"};

    /** Semaphores of a set. */
    static final int SEMMSL = 0;
    /** Semaphores in all. */
    static final int SEMMNS = 1;
    /** Operations in one call. */
    static final int SEMOPM = 2;
    /** Sets. */
    static final int SEMMNI = 3;

    private SysvLimits() {}

    /** Such as {@code /proc/sys/kernel/msgmni is 32000}. */
    static String of(String name) {
        return DIRECTORY.resolve(name) + " is " + value(DIRECTORY.resolve(name));
    }

    /** Such as {@code semmni, number 4 of /proc/sys/kernel/sem, is 32000}. */
    static String ofSemaphores(int index) {
        Path file = DIRECTORY.resolve("sem");
        String[] numbers = value(file).split("\\s+");
        String value = index < numbers.length ? numbers[index] : UNKNOWN;
        return SEM[index] + ", number " + (index + 1) + " of " + file + ", is " + value;
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
