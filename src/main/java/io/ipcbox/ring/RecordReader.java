package io.ipcbox.ring;

import static io.ipcbox.ring.RingLayout.BEGIN;
import static io.ipcbox.ring.RingLayout.END;
import static io.ipcbox.ring.RingLayout.PADDING;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.memory.MemoryFaults;
import io.ipcbox.ring.RingMemory.Checkpoint;
import io.ipcbox.ring.RingReader.Outcome;

/**
 * Goes from record to record and puts messages together. It copies first, then asks whether what it copied was still
 * there, and only then believes it. The reading thread calls, inside its {@link RoleUse}.
 */
final class RecordReader {
    private final RingMemory ring;
    private final Standing standing;
    private final MessageBuffer message;
    private final RecordWindow window;

    private long position;
    private long sequence;
    // How many of the messages up to here were not taken.
    private long missed;
    private long lost;
    private boolean rejoined;
    private boolean besideTail;

    // Where what was found lies: in the window, or where parts are put together. An offset, and no reference to either:
    // to store one costs more than all else here.
    private boolean foundInWindow;
    private int foundAt;
    private int foundBytes;

    RecordReader(RingMemory ring, Standing standing, MessageBuffer message) {
        this.ring = ring;
        this.standing = standing;
        this.message = message;
        this.window = new RecordWindow(ring);
    }

    /**
     * Registers at a checkpoint first, which the writer then must leave alone, and from that safe place counts its way
     * to the tail: so the number of the next message is known exactly.
     */
    void join(boolean atOldest) {
        long taken = taken();
        Checkpoint start;
        do {
            start = standing.register(atOldest);
            position = atOldest ? start.position() : ring.tail();
            sequence = ring.sequenceAt(start, position);
            // Whoever is stopped on the way for too long is cut off, and has counted what was overwritten since.
        } while (!isStillThere(start.position()));
        if (sequence < 0) {
            throw ring.damaged("the records before " + position + " make no sense");
        }
        missed = sequence - taken;
        window.clear();
        message.drop();
        show();
    }

    /** Goes on after having fallen behind. LAGGED, or NOTHING when nothing was lost. */
    Outcome rejoin() {
        long expected = sequence;
        join(standing.rejoinsAtOldest());
        rejoined = true;
        lost = sequence - expected;
        return lost > 0 ? Outcome.LAGGED : Outcome.NOTHING;
    }

    /** How many messages this reader has handed over. */
    private long taken() {
        return sequence - missed;
    }

    long position() {
        return position;
    }

    long next() {
        return sequence;
    }

    boolean hasWindow() {
        return !window.isEmpty();
    }

    /** Shows the writer how far this reader is. */
    void show() {
        standing.show(position, taken(), sequence);
    }

    /** Takes one record of those before the limit; NOTHING when more records belong to the message. */
    Outcome take(long limit) {
        if (window.isEmpty() || !window.holds(window.header())) {
            besideTail = fillFromBesideTail(limit);
            if (besideTail) {
                return takeWhole(window.header());
            }
            // Unsigned: a limit before the position is as wrong as one too far beyond it.
            if (Long.compareUnsigned(limit - position, ring.capacity) > 0) {
                return takeBeyond(limit);
            }
            long glimpse = ring.recordHeader(position);
            if (!RecordWindow.takes(glimpse)) {
                window.clear();
                return takeLong(glimpse, limit);
            }
            window.copy(position, limit);
            if (!isStillThere(position)) {
                return rejoin();
            }
            window.believe();
            if (window.isEmpty() || !window.holds(window.header())) {
                throw impossibleHeader();
            }
        }
        long header = window.header();
        return RingLayout.isWholeMessage(sequence, header) ? takeWhole(header) : takeShort(header);
    }

    /** True when the only message before the limit was copied from beside the tail. */
    private boolean fillFromBesideTail(long limit) {
        long header = ring.newest.headerBetween(position, limit);
        if (!RingLayout.isWholeMessage(sequence, header)) {
            return false;
        }
        window.copyNewest(header);
        boolean found = ring.newest.isOf(limit);
        MemoryFaults.surface();
        if (found) {
            window.believe();
        }
        return found;
    }

    /** True when the last message was found beside the tail, and nothing was loaded from the ring for it. */
    boolean wasBesideTail() {
        return besideTail;
    }

    /** The usual case: a message that lies in the window from beginning to end. */
    private Outcome takeWhole(long header) {
        int length = RingLayout.length(header);
        if (length > message.largest()) {
            message.drop();
            pass(header);
            throw tooLong(length);
        }
        foundInWindow = true;
        foundAt = window.payload();
        foundBytes = length;
        message.whole();
        pass(header);
        standing.showIfDue(position, taken(), sequence);
        return Outcome.MESSAGE;
    }

    private void pass(long header) {
        rejoined = false;
        window.skip(header);
        position += RingLayout.recordBytes(RingLayout.length(header));
        sequence++;
    }

    /** To be thrown when the message was passed: it alone is lost. */
    private IpcException tooLong(long bytes) {
        missed++;
        standing.showIfDue(position, taken(), sequence);
        return message.tooLong(bytes, ring.object());
    }

    /** Whether what was copied from there on may be believed. */
    private boolean isStillThere(long from) {
        boolean there = standing.isStillThere(from);
        MemoryFaults.surface();
        return there;
    }

    /**
     * Hands over the whole messages that the window still holds, until the handler stops the reader; keeps nothing but two
     * numbers between them.
     */
    void takeMore(int most, MessageHandler handler, WaitEnd end) {
        byte[] bytes = window.bytes();
        int at = window.start();
        long number = sequence;
        try {
            for (int left = most; left > 0 && window.hasHeaderAt(at) && !end.hasCome(); left--) {
                long header = window.headerAt(at);
                int length = RingLayout.length(header);
                long next = at + RingLayout.recordBytes(length);
                if (!RingLayout.isWholeMessage(number, header) || next > window.end() || length > message.largest()) {
                    break;
                }
                int payload = at + RingLayout.RECORD_HEADER_BYTES;
                // Before and not behind the handler: the message lies here, and its space in the ring is not needed.
                showTaken(position + next - window.start(), number + 1);
                at = (int) next;
                number++;
                handler.message(bytes, payload, length);
            }
        } finally {
            position += at - window.start();
            sequence = number;
            window.skipTo(at);
            showTaken(position, sequence);
        }
    }

    /** Between two calls of the handler, which throws errors of its own: one of the memory is delivered here. */
    private void showTaken(long to, long number) {
        try {
            standing.showIfDue(to, number - missed, number);
            MemoryFaults.surface();
        } catch (InternalError e) {
            throw ring.gone(e);
        }
    }

    private Outcome takeBeyond(long limit) {
        if (!isStillThere(position)) {
            return rejoin();
        }
        throw ring.damaged("its tail " + limit + " makes no sense to a reader at " + position);
    }

    /** A part of a message, or padding. The window is good, and nobody can change it: what it says decides. */
    private Outcome takeShort(long header) {
        if (!RingLayout.isRecordOf(sequence, header)) {
            throw impossibleHeader();
        }
        int part = RingLayout.length(header);
        if (begin(header)) {
            message.append(window.bytes(), window.payload(), part);
            foundPart();
        }
        window.skip(header);
        return advance(header);
    }

    /** From the ring straight to where the message is put together. */
    private Outcome takeLong(long header, long limit) {
        int part = RingLayout.length(header);
        boolean sound = ring.fits(header, position, limit)
                && RingLayout.isRecordOf(sequence, header)
                && part <= ring.longestPart();
        if (begin(header) && sound) {
            message.append(ring.bytes, ring.at(position) + RingLayout.RECORD_HEADER_BYTES, part);
            foundPart();
        }
        if (!isStillThere(position)) {
            return rejoin();
        }
        if (!sound) {
            throw impossibleHeader();
        }
        return advance(header);
    }

    /** True when the record's bytes are wanted. */
    private boolean begin(long header) {
        int flags = RingLayout.flags(header);
        rejoined = rejoined && (flags & BEGIN) == 0;
        return message.takes(flags);
    }

    private void foundPart() {
        foundInWindow = false;
        foundAt = 0;
        foundBytes = (int) Math.min(message.length(), message.largest());
    }

    private IpcException impossibleHeader() {
        return ring.damaged("the record at " + position + " has a header that cannot be");
    }

    private Outcome advance(long header) {
        position += RingLayout.recordBytes(RingLayout.length(header));
        int flags = RingLayout.flags(header);
        Outcome unfinished = flags != PADDING && message.isGivenInParts() ? Outcome.PART : Outcome.NOTHING;
        Outcome outcome = (flags & END) != 0 ? endMessage() : unfinished;
        standing.showIfDue(position, taken(), sequence);
        return outcome;
    }

    private Outcome endMessage() {
        boolean complete = message.end();
        sequence++;
        if (complete && message.isTooLong()) {
            throw tooLong(message.length());
        }
        if (complete) {
            return Outcome.MESSAGE;
        }
        missed++;
        // Joined in the middle of it: to a newcomer it never began, to one who was cut off it is one more lost.
        lost = 1;
        return rejoined ? Outcome.LAGGED : Outcome.NOTHING;
    }

    boolean isAtFirstPart() {
        return message.isAtFirstPart();
    }

    long lost() {
        return lost;
    }

    byte[] found() {
        return foundInWindow ? window.bytes() : message.bytes();
    }

    int foundAt() {
        return foundAt;
    }

    int foundBytes() {
        return foundBytes;
    }
}
