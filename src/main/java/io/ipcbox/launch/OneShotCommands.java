package io.ipcbox.launch;

import io.ipcbox.command.ipc.OneShot;
import io.ipcbox.command.lab.LabOneShot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The commands that do one thing and end. */
public final class OneShotCommands {
    private OneShotCommands() {}

    /** Their first words. */
    public static Set<String> words() {
        Set<String> words = new TreeSet<>(OneShot.COMMANDS);
        words.addAll(LabOneShot.COMMANDS);
        return words;
    }

    /** Runs the one of these words, and returns the exit code. */
    public static int run(List<String> words) {
        return LabOneShot.COMMANDS.contains(words.getFirst()) ? LabOneShot.run(words) : OneShot.run(words);
    }
}
