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
import java.util.function.Supplier;

/** Mapped shared memory. Its text ends at the first NUL or line feed, or at its end. For one thread, which closes it. */
final class Memory implements AutoCloseable {
    /** The most bytes copied at once between the memory and a stream. A piece is written whole or not at all. */
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
        long length = access("read", () -> {
            long end = 0;
            while (end < segment.byteSize() && !endsText(segment.get(ValueLayout.JAVA_BYTE, end))) {
                end++;
            }
            return end;
        });
        return copy(0, length);
    }

    private static boolean endsText(byte b) {
        return b == 0 || b == '\n';
    }

    /**
     * Reads a part into one array.
     *
     * @throws IpcException if the part goes beyond the memory, or is longer than an array
     */
    byte[] read(long offset, long length) {
        checkPart(offset, length);
        return copy(offset, length);
    }

    /**
     * Passes a part to the consumer, piece by piece.
     *
     * @throws IpcException if the part goes beyond the memory
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
        return access("read", () -> segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
    }

    /**
     * Replaces a part, piece by piece.
     *
     * @param stream standard input, as errors call it
     * @return the offset behind the part
     * @throws IpcException if the memory is too small; the pieces that fit have been written
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

    /** Replaces a part: all of it or, with an exception, nothing. */
    void write(long offset, byte[] bytes) {
        if (bytes.length > sizeBytes() - offset) {
            String from = offset == 0 ? "" : " from offset " + offset;
            String what = bytes.length == 1 ? "1 byte" : bytes.length + " bytes";
            String reason = "there is no room for " + what + from + "; its size is " + sizeBytes();
            throw new IpcException("write to", object, Errno.EMSGSIZE, reason);
        }
        access("write to", () -> segment.asSlice(offset, bytes.length).copyFrom(MemorySegment.ofArray(bytes)));
    }

    /** Replaces everything by these bytes, followed by NULs. */
    void replace(byte[] bytes) {
        write(0, bytes);
        clearFrom(bytes.length);
    }

    /** Writes NULs up to the end. */
    void clearFrom(long offset) {
        access("write to", () -> segment.asSlice(offset).fill((byte) 0));
    }

    /** The JVM throws an InternalError for a page that no longer exists; {@link MemoryFaults} says when. */
    private <T> T access(String verb, Supplier<T> access) {
        try {
            T result = access.get();
            MemoryFaults.surface();
            return result;
        } catch (InternalError e) {
            throw new IpcException(verb, object, Errno.EFAULT, "another process has made it shorter", e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
