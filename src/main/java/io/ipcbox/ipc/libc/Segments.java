package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** What memory of a caller must be, to be given to C. Checked before a call is made, in one place for all of them. */
public final class Segments {
    private Segments() {}

    /**
     * Memory that C reads.
     *
     * @param name of the argument, for the error
     * @return the segment
     * @throws IllegalArgumentException if it lies in the Java heap, its arena is closed, or belongs to another thread
     */
    public static MemorySegment readable(String name, MemorySegment segment) {
        Objects.requireNonNull(segment, name);
        if (!segment.isNative()) {
            throw refusal(name, segment, "lies in the Java heap, where C cannot reach it; allocate it from an Arena");
        }
        if (!segment.scope().isAlive()) {
            throw refusal(name, segment, "is of an arena that is closed");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw refusal(name, segment, "is of an arena that is confined to another thread; use Arena.ofShared");
        }
        return segment;
    }

    /**
     * Memory that C writes to.
     *
     * @param name of the argument, for the error
     * @return the segment
     * @throws IllegalArgumentException also if it is read-only
     */
    public static MemorySegment writable(String name, MemorySegment segment) {
        readable(name, segment);
        if (segment.isReadOnly()) {
            throw refusal(name, segment, "is read-only");
        }
        return segment;
    }

    private static IllegalArgumentException refusal(String name, MemorySegment segment, String why) {
        return new IllegalArgumentException("the memory " + why + ", " + name + "=" + segment);
    }
}
