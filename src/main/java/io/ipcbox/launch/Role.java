package io.ipcbox.launch;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Word;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.fifo.FifoTransport;
import io.ipcbox.transport.shm.ShmTransport;
import io.ipcbox.transport.tcp.TcpTransport;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The roles of a process of the broadcast server: the word on the command line, and the Spring profiles. The rows of the
 * clients are also the list of all transports.
 */
enum Role {
    /** A server that runs the three clients as its children, under one prompt. */
    UP("up", "server,up", "start the server and three clients under one prompt (the default)"),
    SERVER("server", "server", "start the server alone: type integers, and every client receives them"),
    CLIENT_SOCKET(TcpTransport.MECHANISM, "start a client over TCP; it shows the mean of each line"),
    CLIENT_PIPE(FifoTransport.MECHANISM, "start a client over a named pipe; it shows the median"),
    CLIENT_SHM(ShmTransport.MECHANISM, "start a client over shared memory; it shows the mode");

    /** A role for each mechanism, in the order in which transports are listed everywhere. */
    static final List<Role> CLIENTS =
            Arrays.stream(values()).filter(role -> role.mechanism != null).toList();

    /** The clients that {@link #UP} starts, in the order of their results. */
    static final List<Role> LINE_UP = List.of(CLIENT_SOCKET, CLIENT_PIPE, CLIENT_SHM);

    private final String word;
    private final String profiles;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a record of words and classes
    private final @Nullable Mechanism mechanism;

    Role(String word, String profiles, String description) {
        this.word = word;
        this.profiles = profiles;
        this.description = description;
        this.mechanism = null;
    }

    Role(Mechanism mechanism, String description) {
        this.word = "client-" + mechanism.word();
        this.profiles = word;
        this.description = description;
        this.mechanism = mechanism;
    }

    /** Finds a role by its word, which is also the name of a profile. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }

    /** The word in the tree; its options are the settings. */
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

    /** The name that ps(1) and top(1) show; at most 15 characters. */
    String processName() {
        return "ipcbox-" + (mechanism == null ? "server" : mechanism.word());
    }

    /** The value of {@code spring.profiles.active}. */
    String profiles() {
        return profiles;
    }

    /** The mechanism of a client. */
    Mechanism mechanism() {
        return Objects.requireNonNull(mechanism, word);
    }
}
