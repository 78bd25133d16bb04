package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.posix.MemoryFaults;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Function;

/**
 * Shared memory, mapped. Text in it ends at the first NUL or line feed, or where the memory does. For one thread, which
 * closes it.
 */
final class Memory implements AutoCloseable {
    private final String object;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment segment;

    /** @param object kind and name, for errors */
    Memory(String object, Function<Arena, MemorySegment> mapping) {
        this.object = object;
        try {
            this.segment = mapping.apply(arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    long sizeBytes() {
        return segment.byteSize();
    }

    byte[] text() {
        try {
            long end = 0;
            while (end < segment.byteSize() && !endsText(segment.get(ValueLayout.JAVA_BYTE, end))) {
                end++;
            }
            MemoryFaults.surface();
            return read(0, end);
        } catch (InternalError e) {
            throw shortened("read", e);
        }
    }

    private static boolean endsText(byte b) {
        return b == 0 || b == '\n';
    }

    /** @throws IpcException if there are not so many bytes */
    byte[] read(long offset, long length) {
        if (offset > sizeBytes() || length > sizeBytes() - offset || length > Integer.MAX_VALUE - 8) {
            throw outside("read", offset, length);
        }
        try {
            byte[] bytes = segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
            MemoryFaults.surface();
            return bytes;
        } catch (InternalError e) {
            throw shortened("read", e);
        }
    }

    /** Replaces a part; all of it or, with an exception, nothing. */
    void write(long offset, byte[] bytes) {
        if (offset > sizeBytes() || bytes.length > sizeBytes() - offset) {
            throw outside("write to", offset, bytes.length);
        }
        try {
            MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, offset, bytes.length);
            MemoryFaults.surface();
        } catch (InternalError e) {
            throw shortened("write to", e);
        }
    }

    /** Replaces everything: these bytes, and NULs up to the end. */
    void replace(byte[] bytes) {
        write(0, bytes);
        try {
            segment.asSlice(bytes.length).fill((byte) 0);
            MemoryFaults.surface();
        } catch (InternalError e) {
            throw shortened("write to", e);
        }
    }

    private IpcException outside(String verb, long offset, long length) {
        String from = offset == 0 ? "" : " from " + offset + " on";
        return new IpcException(
                verb, object, Errno.EMSGSIZE, length + " bytes" + from + " do not fit, it has " + sizeBytes());
    }

    // The JVM's word for a page that is not there any more; see MemoryFaults for when it comes.
    private IpcException shortened(String verb, InternalError e) {
        return new IpcException(verb, object, Errno.EFAULT, "somebody made it shorter meanwhile", e);
    }

    @Override
    public void close() {
        arena.close();
    }
}
