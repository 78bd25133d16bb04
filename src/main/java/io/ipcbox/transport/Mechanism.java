package io.ipcbox.transport;

/** The ways a line can travel, by the names users see. */
public enum Mechanism {
    SOCKET("socket"),
    PIPE("pipe"),
    SHARED_MEMORY("shared memory");

    private final String label;

    Mechanism(String label) {
        this.label = label;
    }

    /** As in {@code Client1 (socket) is ready}. */
    @Override
    public String toString() {
        return label;
    }
}
