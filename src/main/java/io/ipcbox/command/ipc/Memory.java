package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.mapping.MemoryFaults;
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
    /** The most that is copied at once between this memory and a stream; a piece is written whole or not at all. */
    static final int PIECE_BYTES = 1 << 20;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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
            return copy(0, end);
        } catch (InternalError e) {
            throw shortened("read", e);
        }
    }

    private static boolean endsText(byte b) {
        return b == 0 || b == '\n';
    }

    /**
     * A part, in one array.
     *
     * @throws IpcException if there are not so many bytes, or more than an array takes
     */
    byte[] read(long offset, long length) {
        checkPart(offset, length);
        return copy(offset, length);
    }

    /**
     * Hands on a part, piece by piece, to where the borders of the pieces do not show.
     *
     * @throws IpcException if there are not so many bytes
     */
    void read(long offset, long length, Consumer<byte[]> use) {
        checkPart(offset, length);
        for (long at = offset; at < offset + length; at += PIECE_BYTES) {
            use.accept(copy(at, Math.min(PIECE_BYTES, offset + length - at)));
        }
    }

    private void checkPart(long offset, long length) {
        if (offset > sizeBytes() || length > sizeBytes() - offset) {
            String asked = length + " bytes from offset " + offset + " go beyond its " + sizeBytes() + " bytes";
            throw new IpcException("read", object, Errno.EINVAL, asked);
        }
    }

    private byte[] copy(long offset, long length) {
        if (length > LONGEST_ARRAY) {
            String remedy = length + " bytes cannot be shown at once; redirect the output to a file, without --text";
            throw new IpcException("read", object, Errno.EMSGSIZE, remedy);
        }
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
     * @param stream standard input, as errors call it
     * @throws IpcException if there is no room; the pieces before the one that does not fit have been written
     * @throws IOException if the stream cannot be read
     */
    long write(long offset, InputStream stream) throws IOException {
        long room = Math.max(0, sizeBytes() - offset);
        long at = offset;
        byte[] piece = stream.readNBytes(PIECE_BYTES);
        while (piece.length > 0) {
            if (piece.length > sizeBytes() - at) {
                String reason = "standard input has more than the " + room + " bytes that fit; " + (at - offset)
                        + " bytes were written";
                throw new IpcException("write to", object, Errno.EMSGSIZE, reason);
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
        return new IpcException(verb, object, Errno.EFAULT, "another process has made it shorter", e);
    }

    @Override
    public void close() {
        arena.close();
    }
}
