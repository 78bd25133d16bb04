package io.ipcbox.lab;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** One classroom program, to be run once. */
public abstract sealed class LabProgram
        permits PipeLab, QueueLab, MemoryLab, RaceLab, DeadlockLab, SchedulerLab, CounterLab {
    /** The timeout of a wait without a limit. */
    static final Duration NO_LIMIT = ChronoUnit.FOREVER.getDuration();

    private final Cast cast;

    LabProgram(Cast cast) {
        this.cast = cast;
    }

    final Cast cast() {
        return cast;
    }

    /** What the command does: ask for the data, start the processes and wait for them. */
    abstract void direct(Stage stage);

    /** The cast of the program with that name. */
    static Cast cast(String program) {
        return switch (program) {
            case PipeLab.NAME -> PipeLab.CAST;
            case QueueLab.NAME -> QueueLab.CAST;
            case MemoryLab.NAME -> MemoryLab.CAST;
            case RaceLab.NAME -> RaceLab.CAST;
            case DeadlockLab.NAME -> DeadlockLab.CAST;
            case SchedulerLab.NAME -> SchedulerLab.cast(SchedulerLab.MOST_CHILDREN);
            case CounterLab.NAME -> CounterLab.CAST;
            default -> throw new IllegalArgumentException("the lab has no program \"" + program + "\"");
        };
    }
}
