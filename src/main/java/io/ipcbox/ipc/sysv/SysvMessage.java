package io.ipcbox.ipc.sysv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A message from a System V queue. It belongs to whoever received it. */
public final class SysvMessage {
    private final long type;
    private final byte[] data;

    /**
     * @param type above zero
     * @param data not copied
     */
    public SysvMessage(long type, byte[] data) {
        this.type = checkedType(type);
        this.data = Objects.requireNonNull(data, "data");
    }

    static long checkedType(long type) {
        if (type <= 0) {
            throw new IllegalArgumentException("a message type must be above zero, type=" + type);
        }
        return type;
    }

    /** What receivers select by, above zero. */
    public long type() {
        return type;
    }

    /** The bytes themselves, not a copy. */
    public byte[] data() {
        return data;
    }

    /** The bytes as UTF-8. */
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
