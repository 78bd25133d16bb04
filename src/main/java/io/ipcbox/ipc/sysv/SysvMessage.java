package io.ipcbox.ipc.sysv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A message from a System V queue. It belongs to its receiver.
 *
 * @param type what receivers select by, above zero
 * @param data never copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes
public record SysvMessage(long type, byte[] data) {
    public SysvMessage {
        checkedType(type);
        Objects.requireNonNull(data, "data");
    }

    static long checkedType(long type) {
        if (type <= 0) {
            throw new IllegalArgumentException("a message type must be above zero, type=" + type);
        }
        return type;
    }

    /** The data, decoded as UTF-8. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SysvMessage that && type == that.type && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(type) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "message of type " + type + ", " + data.length + " bytes";
    }
}
