package io.ipcbox.ipc.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message from a POSIX queue. It belongs to its receiver.
 *
 * @param data never copied
 * @param priority 0 to 32767; the highest is received first
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes
public record PosixMessage(byte[] data, int priority) {
    public PosixMessage {
        Objects.requireNonNull(data, "data");
        PosixMessageBuffer.checkPriority(priority);
    }

    /** The data, decoded as UTF-8. */
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
