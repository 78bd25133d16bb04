package io.ipcbox.transport;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.Backlog.Batch;
import java.util.ArrayDeque;

/** A queue of lines, added in pieces and taken in batches. Not thread-safe. */
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
     * Takes the first piece, and further ones as long as the total does not exceed that many bytes.
     *
     * @param notices how many of the lines were not published but added as a notice
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

    /** Takes pieces with that total length into an array without slack: many clients hold small batches at once. */
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
