package io.ipcbox.launch;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What a process of the broadcast server can be: the word for it on the command line, and the Spring profiles. */
enum Role {
    /** A server that runs the three clients as its children, under one prompt. */
    UP("up", "ipcbox-server", "server,up", "the server and three clients under one prompt; so does no command at all"),
    SERVER("server", "ipcbox-server", "server", "the server alone: type integers, every client gets them"),
    CLIENT_SOCKET("client-socket", "ipcbox-socket", "client-socket", "a client over TCP: shows the mean of each line"),
    CLIENT_PIPE("client-pipe", "ipcbox-pipe", "client-pipe", "a client over a named pipe: shows the median"),
    CLIENT_SHM("client-shm", "ipcbox-shm", "client-shm", "a client over shared memory: shows the mode");

    /** The clients that {@link #UP} starts, in the order in which their results are shown. */
    static final List<Role> LINE_UP = List.of(CLIENT_SOCKET, CLIENT_PIPE, CLIENT_SHM);

    private final String word;
    private final String processName;
    private final String profiles;
    private final String description;

    Role(String word, String processName, String profiles, String description) {
        this.word = word;
        this.processName = processName;
        this.profiles = profiles;
        this.description = description;
    }

    /** The role of this word; it is also a profile's name. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }

    /** Its place in the tree; its options are the settings. */
    Word inTree() {
        return new Word(word, List.of(), Word.Place.COMMAND_LINE, description, () -> {
            CommandSpec spec = CommandSpec.create();
            spec.usageMessage()
                    .customSynopsis(word + " [--ipcbox.NAME=VALUE]...")
                    .description(description);
            return CommandHelp.explained(spec);
        });
    }

    String word() {
        return word;
    }

    /** As ps(1) and top(1) show it; at most 15 characters. */
    String processName() {
        return processName;
    }

    /** As {@code spring.profiles.active} takes them. */
    String profiles() {
        return profiles;
    }
}
