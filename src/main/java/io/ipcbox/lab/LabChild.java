package io.ipcbox.lab;

import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.process.ExitCode;
import java.util.List;
import java.util.Objects;

/** What a process does that a program of the lab has started: no more than its role, and what it needs for that. */
public final class LabChild {
    /** The first word on its command line. */
    public static final String WORD = "lab-process";

    private LabChild() {}

    /** True if these are the words of such a process. */
    public static boolean isMeant(String[] words) {
        return words.length > 0 && words[0].equals(WORD);
    }

    /**
     * Plays the role.
     *
     * @return the exit code
     */
    public static int run(String[] words) {
        List<String> all = List.of(words);
        ThisProcess self = new ThisProcess(all.subList(1, all.size()));
        // The command may be killed, and so may any of its processes: each that is left removes what the run has
        // created.
        ShutdownWatch.beforeWaitsEnd(self::removeObjects);
        if (ShutdownWatch.isShuttingDown()) {
            // Too late for that, and so for creating anything.
            return ExitCode.FAILED;
        }
        try {
            self.explain();
            LabProgram.play(self.program(), self.lane(), self);
            return ExitCode.DONE;
        } catch (RuntimeException | Error e) {
            self.removeObjects();
            self.fail(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            return ExitCode.FAILED;
        }
    }
}
