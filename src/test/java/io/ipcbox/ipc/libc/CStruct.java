package io.ipcbox.ipc.libc;

import java.util.List;

/**
 * A structure as described by a layout class.
 *
 * @param type as C calls it: {@code struct mq_attr}
 * @param bytes its size
 */
record CStruct(String type, long bytes, List<Field> fields) {
    /**
     * @param name as C calls it
     * @param offset in bytes
     */
    record Field(String name, long offset) {}

    static CStruct of(String type, long bytes, Field... fields) {
        return new CStruct(type, bytes, List.of(fields));
    }

    static Field field(String name, long offset) {
        return new Field(name, offset);
    }
}
