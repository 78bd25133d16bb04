package io.ipcbox.ipc.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A message from a POSIX queue. It belongs to whoever received it. */
public final class PosixMessage {
    private final byte[] data;
    private final int priority;

    /**
     * @param data not copied
     * @param priority 0 to 32767; the highest is received first
     */
    public PosixMessage(byte[] data, int priority) {
        PosixMessageBuffer.checkPriority(priority);
        this.data = Objects.requireNonNull(data, "data");
        this.priority = priority;
    }

    /** The bytes themselves, not a copy. */
    public byte[] data() {
        return data;
    }

    /** What it was sent with. */
    public int priority() {
        return priority;
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PosixMessage that && priority == that.priority && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * priority + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "message of priority " + priority + ", " + data.length + " bytes";
    }
}
