package io.ipcbox.lab;

import java.util.List;

/** One program of the lab, to be run once. */
public sealed interface LabProgram
        permits PipeLab, QueueLab, MemoryLab, RaceLab, DeadlockLab, SchedulerLab, CounterLab {
    /** How a child is told which program it belongs to. */
    String word();

    /** Its processes, as they are called, in the order of their columns. */
    List<String> lanes();

    /** True if it may leave a message queue. Other objects can be seen. */
    default boolean hasQueue() {
        return false;
    }

    /** What the command does: asks, starts the processes and waits for them. */
    void direct(Stage stage);

    /** What one of the processes does. */
    static void play(String word, String role, ThisProcess self) {
        switch (word) {
            case PipeLab.WORD -> PipeLab.play(role, self);
            case QueueLab.WORD -> QueueLab.play(role, self);
            case MemoryLab.WORD -> MemoryLab.play(role, self);
            case RaceLab.WORD -> RaceLab.play(role, self);
            case DeadlockLab.WORD -> DeadlockLab.play(role, self);
            case SchedulerLab.WORD -> SchedulerLab.play(role, self);
            case CounterLab.WORD -> CounterLab.play(role, self);
            default -> throw unknown(word);
        }
    }

    /** A child that was told to be something that does not exist. */
    static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException("the lab has no \"" + word + "\"");
    }
}
