package io.ipcbox.launch;

import java.util.List;

/** What a command line asks for. */
public sealed interface Request {
    /** To be a process of the broadcast server until it ends. */
    record Run(Role role) implements Request {}

    /**
     * To do one thing and end.
     *
     * @param words the command's name, and its own options and arguments as they were typed
     */
    record OneShot(List<String> words) implements Request {
        public OneShot {
            words = List.copyOf(words);
        }
    }

    record ShowHelp() implements Request {}

    record ShowVersion() implements Request {}
}
