package io.ipcbox.ipc.sysv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's limits, {@code /proc/sys/kernel/…}, put into the words that an error ends with. */
final class SysvLimits {
    private static final Path DIRECTORY = Path.of("/proc/sys/kernel");
    private static final int LONGEST = 4096;
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
        return DIRECTORY.resolve(name) + " is " + read(name);
    }

    /** Such as {@code semmni, number 4 of /proc/sys/kernel/sem, is 32000}. */
    static String ofSemaphores(int index) {
        String[] numbers = read("sem").split("\\s+");
        String value = index < numbers.length ? numbers[index] : "unknown";
        return SEM[index] + ", number " + (index + 1) + " of " + DIRECTORY.resolve("sem") + ", is " + value;
    }

    /** Such as {@code /proc/sys/vm/nr_hugepages, which is 0}. */
    static String hugePages() {
        Path file = Path.of("/proc/sys/vm/nr_hugepages");
        return file + ", which is " + read(file);
    }

    private static String read(String name) {
        return read(DIRECTORY.resolve(name));
    }

    // Files.readString would read a byte first and then the rest, but the kernel tells numbers in one piece only.
    private static String read(Path file) {
        byte[] text = new byte[LONGEST];
        try (InputStream in = Files.newInputStream(file)) {
            return new String(text, 0, Math.max(0, in.read(text)), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
