package io.ipcbox.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a byte stream, in a buffer that grows with them. Ends are LF or CR LF; the last line needs none; a byte order
 * mark at the start is skipped. For one thread. The stream belongs to whoever made it.
 *
 * <pre>
 * buffer   [ given out | line so far, searched | not searched yet | free ]
 *                      ^start                  ^searched          ^end
 * </pre>
 */
final class StreamLines implements LineSource {
    private static final int READ_BYTES = 64 * 1024;
    /** A buffer larger than that is not kept for lines that do not need it. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private static final int MOST_BYTES = 1 << 30;

    private final InputStream stream;
    private final int maxLineBytes;
    private final boolean script;
    private byte[] buffer = new byte[READ_BYTES];
    private int start;
    private int searched;
    private int end;
    private boolean atEnd;
    private long number;

    /**
     * Reads that stream.
     *
     * @param maxLineBytes longer lines are skipped; without their end; at most 1 GiB
     * @param script false if a user types the lines: they need no number then, and a wrong one is no failure
     */
    StreamLines(InputStream stream, int maxLineBytes, boolean script) {
        if (maxLineBytes < 1 || maxLineBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a line has 1 to " + MOST_BYTES + " bytes, maxLineBytes=" + maxLineBytes);
        }
        this.stream = stream;
        this.maxLineBytes = maxLineBytes;
        this.script = script;
    }

    @Override
    public boolean isScript() {
        return script;
    }

    @Override
    public boolean hasLine() {
        return findLineFeed() >= 0;
    }

    @Override
    public Input next() {
        try {
            return read();
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            return Input.End.ofInput();
        } catch (IOException e) {
            return new Input.End(1, "cannot read standard input: " + e.getMessage());
        }
    }

    private Input read() throws IOException {
        number++;
        shrink();
        while (true) {
            int lineFeed = findLineFeed();
            if (lineFeed >= 0) {
                return line(lineFeed, lineFeed + 1);
            }
            // One byte more may be the CR of a line that is just short enough.
            if (end - start > maxLineBytes + 1L) {
                return skip(tooLong());
            }
            @Nullable String noRoom = makeRoom();
            if (noRoom != null) {
                return skip(noRoom);
            }
            if (!fill()) {
                return end == start ? Input.End.ofInput() : line(end, end);
            }
        }
    }

    private Input line(int lineEnd, int next) {
        int from = start + (number == 1 ? byteOrderMark(lineEnd) : 0);
        int length = lineEnd - from - (lineEnd > from && buffer[lineEnd - 1] == '\r' ? 1 : 0);
        start = next;
        return length > maxLineBytes
                ? new Input.Skipped(tooLong())
                : new TextLine(buffer, from, length, script ? number : 0);
    }

    private int byteOrderMark(int lineEnd) {
        boolean marked = lineEnd - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private Input skip(String reason) throws IOException {
        int lineFeed;
        do {
            start = end = searched = 0;
            if (!fill()) {
                break;
            }
            lineFeed = findLineFeed();
            start = lineFeed + 1;
        } while (lineFeed < 0);
        return new Input.Skipped(reason);
    }

    /** Where the next line feed is, or -1 if what has been read has none. */
    private int findLineFeed() {
        for (int at = Math.max(start, searched); at < end; at++) {
            if (buffer[at] == '\n') {
                searched = at;
                return at;
            }
        }
        searched = end;
        return -1;
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        // No more than that at once: the JDK copies through a buffer of this size outside the heap.
        int count = stream.read(buffer, end, Math.min(READ_BYTES, buffer.length - end));
        end += Math.max(0, count);
        // Remembered, because a terminal would be read on after Ctrl-D.
        atEnd = count < 0;
        return !atEnd;
    }

    /** Why there is none, or null. */
    private @Nullable String makeRoom() {
        if (end < buffer.length) {
            return null;
        }
        if (start > 0) {
            moveTo(buffer);
            return null;
        }
        try {
            moveTo(new byte[(int) Math.min(2L * buffer.length, maxLineBytes + READ_BYTES)]);
            return null;
        } catch (OutOfMemoryError e) {
            return place() + "no memory for a line of more than " + end
                    + " bytes; start java with a larger -Xmx; nothing was sent";
        }
    }

    private void shrink() {
        if (buffer.length > KEPT_BYTES && end - start < READ_BYTES) {
            moveTo(new byte[READ_BYTES]);
        }
    }

    private void moveTo(byte[] target) {
        System.arraycopy(buffer, start, target, 0, end - start);
        searched = Math.max(0, searched - start);
        end -= start;
        start = 0;
        buffer = target;
    }

    private String tooLong() {
        return place() + "line too long: more than " + maxLineBytes + " bytes; nothing was sent";
    }

    private String place() {
        return script ? "line " + number + ": " : "";
    }
}
