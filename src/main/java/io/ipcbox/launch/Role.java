package io.ipcbox.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a process of the broadcast server can be: the word for it on the command line, and the Spring profiles. */
enum Role {
    /** A server that runs the three clients as its children, under one prompt. */
    UP("up", "ipcbox-server", "server,up"),
    SERVER("server", "ipcbox-server", "server"),
    CLIENT_SOCKET("client-socket", "ipcbox-socket", "client-socket"),
    CLIENT_PIPE("client-pipe", "ipcbox-pipe", "client-pipe"),
    CLIENT_SHM("client-shm", "ipcbox-shm", "client-shm");

    /** The clients that {@link #UP} starts, in the order in which their results are shown. */
    static final List<Role> LINE_UP = List.of(CLIENT_SOCKET, CLIENT_PIPE, CLIENT_SHM);

    private final String word;
    private final String processName;
    private final String profiles;

    Role(String word, String processName, String profiles) {
        this.word = word;
        this.processName = processName;
        this.profiles = profiles;
    }

    /** The role of this word; it is also a profile's name. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
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
