package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.posix.MemoryFaults;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shared memory, mapped. Text in it ends at the first NUL or line feed, or where the memory does. For one thread, which
 * closes it.
 */
final class Memory implements AutoCloseable {
    /** The most that is copied at once; a piece is written whole or not at all. */
    static final int PIECE_BYTES = 1 << 20;

    private static final int LONGEST_TEXT = Integer.MAX_VALUE - 8;

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
            if (end > LONGEST_TEXT) {
                throw new IpcException(
                        "read", object, Errno.EMSGSIZE, "its text has " + end + " bytes; read it without --text");
            }
            return read(0, (int) end);
        } catch (InternalError e) {
            throw shortened("read", e);
        }
    }

    private static boolean endsText(byte b) {
        return b == 0 || b == '\n';
    }

    /**
     * Hands on a part, piece by piece.
     *
     * @throws IpcException if there are not so many bytes
     */
    void read(long offset, long length, Consumer<byte[]> use) {
        if (offset > sizeBytes() || length > sizeBytes() - offset) {
            String asked = "it has " + sizeBytes() + " bytes, and not " + length + " from " + offset + " on";
            throw new IpcException("read", object, Errno.EINVAL, asked);
        }
        for (long at = offset; at < offset + length; at += PIECE_BYTES) {
            use.accept(read(at, (int) Math.min(PIECE_BYTES, offset + length - at)));
        }
    }

    private byte[] read(long offset, int length) {
        try {
            byte[] bytes = segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
            MemoryFaults.surface();
            return bytes;
        } catch (InternalError e) {
            throw shortened("read", e);
        }
    }

    /**
     * Replaces a part, piece by piece.
     *
     * @return the offset behind it
     * @throws IpcException if there is no room; the pieces before the one that does not fit have been written
     * @throws IOException if the stream cannot be read
     */
    long write(long offset, InputStream stream) throws IOException {
        if (offset > sizeBytes()) {
            throw new IpcException(
                    "write to",
                    object,
                    Errno.EMSGSIZE,
                    "it has " + sizeBytes() + " bytes, none from " + offset + " on");
        }
        long at = offset;
        byte[] piece = stream.readNBytes(PIECE_BYTES);
        while (piece.length > 0) {
            if (at > offset && piece.length > sizeBytes() - at) {
                throw new IpcException(
                        "write to",
                        object,
                        Errno.EMSGSIZE,
                        "there is more than fits, it has " + sizeBytes() + "; " + (at - offset) + " are written");
            }
            write(at, piece);
            at += piece.length;
            piece = stream.readNBytes(PIECE_BYTES);
        }
        return at;
    }

    /** Replaces a part; all of it or, with an exception, nothing. */
    void write(long offset, byte[] bytes) {
        if (bytes.length > sizeBytes() - offset) {
            String from = offset == 0 ? "" : " from " + offset + " on";
            String what = bytes.length == 1 ? "1 byte" : bytes.length + " bytes";
            throw new IpcException(
                    "write to",
                    object,
                    Errno.EMSGSIZE,
                    "there is no room for " + what + from + ", it has " + sizeBytes());
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
        clearFrom(bytes.length);
    }

    /** NULs up to the end. */
    void clearFrom(long offset) {
        try {
            segment.asSlice(offset).fill((byte) 0);
            MemoryFaults.surface();
        } catch (InternalError e) {
            throw shortened("write to", e);
        }
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
