package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Checks a caller's memory before it is passed to C. */
public final class Segments {
    private Segments() {}

    /**
     * Checks memory that C reads.
     *
     * @param name of the argument, for the error
     * @return the segment
     * @throws IllegalArgumentException if it is on the Java heap, or its arena is closed or confined to another thread
     */
    public static MemorySegment readable(String name, MemorySegment segment) {
        Objects.requireNonNull(segment, name);
        if (!segment.isNative()) {
            throw refusal(name, segment, "is on the Java heap, where C cannot reach it; allocate it from an Arena");
        }
        if (!segment.scope().isAlive()) {
            throw refusal(name, segment, "belongs to a closed arena");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw refusal(name, segment, "belongs to an arena that is confined to another thread; use Arena.ofShared");
        }
        return segment;
    }

    /**
     * Checks memory that C writes.
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
