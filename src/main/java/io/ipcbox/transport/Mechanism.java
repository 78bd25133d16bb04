package io.ipcbox.transport;

/**
 * A way a line can travel: its row wherever they are listed.
 *
 * @param word in the names of roles and processes, as in {@code client-shm}
 * @param label as in {@code Client3 (shared memory) is ready}
 * @param server the Spring configuration of a {@link Publisher}; takes the settings and the {@link ChannelDirectory} from the context
 * @param client the same of a {@link Subscriber}
 */
public record Mechanism(String word, String label, Class<?> server, Class<?> client) {
    @Override
    public String toString() {
        return label;
    }
}
