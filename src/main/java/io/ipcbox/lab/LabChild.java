package io.ipcbox.lab;

import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.process.ExitCode;
import java.util.List;
import java.util.Objects;

/** What a process of the lab runs: its role, in a JVM without anything else. */
public final class LabChild {
    /** The first word on its command line. */
    public static final String WORD = "lab-process";

    private LabChild() {}

    /** True if these are the words of such a process. */
    public static boolean isMeant(String[] words) {
        return words.length > 0 && words[0].equals(WORD);
    }

    /** Plays the role, and returns the exit code. */
    public static int run(String[] words) {
        List<String> all = List.of(words);
        ThisProcess self = new ThisProcess(all.subList(1, all.size()));
        // The command may be killed, and so may any of its processes: each process that is left removes the objects.
        ShutdownWatch.beforeWaitsEnd(self::removeObjects);
        if (ShutdownWatch.isShuttingDown()) {
            // Too late to remove anything, and so to create anything.
            return ExitCode.FAILED;
        }
        try {
            self.explain();
            self.cast().play(self);
            return ExitCode.DONE;
        } catch (RuntimeException | Error e) {
            self.removeObjects();
            self.fail(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            return ExitCode.FAILED;
        }
    }
}
