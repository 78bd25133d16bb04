package io.ipcbox.command.lab;

import io.ipcbox.command.ipc.IpcCommands;
import io.ipcbox.command.ipc.OneShot;
import java.util.List;
import java.util.Set;

/** Runs one of these commands and nothing else in this process, without a Spring context. For the main thread. */
public final class LabOneShot {
    /** The first words of the commands there are. */
    public static final Set<String> COMMANDS = Set.copyOf(LabModel.WORDS);

    private LabOneShot() {}

    /**
     * Runs it.
     *
     * @param words beginning with one of {@link #COMMANDS}
     * @return the exit code
     */
    public static int run(List<String> words) {
        return OneShot.run(console -> IpcCommands.run(LabModel.of(words.getFirst()), words, console));
    }
}
