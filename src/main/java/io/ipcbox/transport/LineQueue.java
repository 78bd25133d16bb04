package io.ipcbox.transport;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.Backlog.Batch;
import java.util.ArrayDeque;

/** Lines in the pieces in which they were put, taken out in batches. Not safe for use by several threads. */
final class LineQueue {
    private final ArrayDeque<EncodedLines> pieces = new ArrayDeque<>();
    private long bytes;
    private long lines;

    void add(EncodedLines piece) {
        pieces.add(piece);
        count(piece);
    }

    void addFirst(EncodedLines piece) {
        pieces.addFirst(piece);
        count(piece);
    }

    private void count(EncodedLines piece) {
        bytes += piece.bytes().length;
        lines += piece.count();
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    long lines() {
        return lines;
    }

    void clear() {
        pieces.clear();
        bytes = 0;
        lines = 0;
    }

    /**
     * Takes the first piece, and more of them as long as all together have no more than so many bytes.
     *
     * @param notices how many of its lines are not of those that were published
     */
    Batch take(int mostBytes, int notices) {
        if (pieces.isEmpty()) {
            return Batch.NONE;
        }
        int length = 0;
        int taken = 0;
        int count = 0;
        for (EncodedLines piece : pieces) {
            if (count > 0 && length + piece.bytes().length > mostBytes) {
                break;
            }
            length += piece.bytes().length;
            taken += piece.count();
            count++;
        }
        bytes -= length;
        lines -= taken;
        return new Batch(count == 1 ? pieces.remove().bytes() : join(count, length), taken, notices);
    }

    /** Takes so many pieces, which together are that long: many clients have small batches, and none of them spare heap. */
    private byte[] join(int count, int length) {
        byte[] joined = new byte[length];
        int at = 0;
        for (int i = 0; i < count; i++) {
            byte[] piece = pieces.remove().bytes();
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }
}
