package io.ipcbox.console;

import io.ipcbox.process.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Splits a byte stream into lines, in a buffer that grows with them. A line ends in LF, CR LF or CR; the last one needs no
 * line end. A byte order mark at the beginning of a line is skipped: concatenated files have several. UTF-16 ends the
 * input, with an explanation. For one thread. The caller closes the stream.
 *
 * <p>A CR ends its line at once, because the next byte may take long to arrive; if that is an LF, it is skipped.
 *
 * <pre>
 * buffer   [ returned | line so far, searched | not searched yet | free ]
 *                     ^start                  ^searched          ^end
 * </pre>
 */
public final class StreamLines implements LineSource {
    private static final int READ_BYTES = 64 * 1024;
    /** A larger buffer is released when it is no longer needed. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private static final int MOST_BYTES = 1 << 30;

    private final InputStream stream;
    private final int maxLineBytes;
    private final boolean script;
    private byte[] buffer = new byte[READ_BYTES];
    private int start;
    private int searched;
    private int end;
    private boolean lineFeedMayFollow;
    private boolean atEnd;
    private long number;

    /**
     * @param maxLineBytes longer lines are skipped; without the line end, at most 1 GiB
     * @param script false if a user types the lines: errors then have no line number, and a wrong line is not a failure
     */
    public StreamLines(InputStream stream, int maxLineBytes, boolean script) {
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
        skipLineFeed();
        return findLineEnd() >= 0;
    }

    @Override
    public Input next() {
        try {
            return read();
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            return Input.End.ofInput();
        } catch (IOException e) {
            return new Input.End(ExitCode.FAILED, "cannot read standard input: " + e.getMessage());
        }
    }

    private Input read() throws IOException {
        number++;
        shrink();
        while (true) {
            skipLineFeed();
            int lineEnd = findLineEnd();
            if (lineEnd >= 0) {
                return line(lineEnd);
            }
            if (end - start - byteOrderMark(end) > maxLineBytes) {
                return skip(tooLong());
            }
            @Nullable String noRoom = makeRoom();
            if (noRoom != null) {
                return skip(noRoom);
            }
            if (!fill()) {
                return end == start ? Input.End.ofInput() : line(end);
            }
        }
    }

    private Input line(int lineEnd) {
        if (isUtf16(lineEnd)) {
            return new Input.End(
                    ExitCode.FAILED, place() + "the input is UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
        }
        int from = start + byteOrderMark(lineEnd);
        leave(lineEnd);
        return lineEnd - from > maxLineBytes
                ? new Input.Skipped(tooLong())
                : new TextLine(buffer, from, lineEnd - from, script ? number : 0);
    }

    private boolean isUtf16(int lineEnd) {
        if (lineEnd - start < 2) {
            return false;
        }
        int mark = ((buffer[start] & 0xFF) << 8) | (buffer[start + 1] & 0xFF);
        return mark == 0xFEFF || mark == 0xFFFE;
    }

    /** The length of the byte order mark of the line, or 0. */
    private int byteOrderMark(int lineEnd) {
        boolean marked = lineEnd - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private Input skip(String reason) throws IOException {
        int lineEnd;
        do {
            start = end = searched = 0;
            if (!fill()) {
                return new Input.Skipped(reason);
            }
            lineEnd = findLineEnd();
        } while (lineEnd < 0);
        leave(lineEnd);
        return new Input.Skipped(reason);
    }

    /** Continues after the line with that end. */
    private void leave(int lineEnd) {
        lineFeedMayFollow = lineEnd < end && buffer[lineEnd] == '\r';
        start = Math.min(end, lineEnd + 1);
    }

    /** Skips the LF of a CR LF, if it has arrived. */
    private void skipLineFeed() {
        if (lineFeedMayFollow && start < end) {
            start += buffer[start] == '\n' ? 1 : 0;
            lineFeedMayFollow = false;
        }
    }

    /** The index of the end of the next line, or -1 if it has not been read yet. */
    private int findLineEnd() {
        for (int at = Math.max(start, searched); at < end; at++) {
            byte b = buffer[at];
            if (b == '\n' || b == '\r') {
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
        // Not more at once: the JDK copies through a buffer of that size outside the heap.
        int count = stream.read(buffer, end, Math.min(READ_BYTES, buffer.length - end));
        end += Math.max(0, count);
        // Remembered, because a terminal can be read again after Ctrl-D.
        atEnd = count < 0;
        return !atEnd;
    }

    /** Returns null, or why there is no room. */
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
            return place() + "no memory for a line of more than " + end + " bytes; start java with a larger -Xmx";
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
        return place() + "line too long: more than " + maxLineBytes + " bytes";
    }

    private String place() {
        return script ? "line " + number + ": " : "";
    }
}
