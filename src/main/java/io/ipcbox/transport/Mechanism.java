package io.ipcbox.transport;

/**
 * A way in which lines travel: its row wherever mechanisms are listed.
 *
 * @param word part of the names of roles and processes, as in {@code client-shm}
 * @param label its name in messages, as in {@code Client3 (shared memory) is ready}
 * @param server the Spring configuration of a {@link Publisher}; takes the settings and the {@link ChannelDirectory}
 *     from the context
 * @param client the same for a {@link Subscriber}
 */
public record Mechanism(String word, String label, Class<?> server, Class<?> client) {
    @Override
    public String toString() {
        return label;
    }
}
