package io.ipcbox.ring;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ring.RingMemory.Checkpoint;
import io.ipcbox.ring.RingReader.Outcome;

/**
 * Reads record after record and assembles messages. It copies bytes, then checks that they had not been overwritten,
 * and only then uses them. Called by the reading thread, inside its {@link RoleUse}.
 */
final class RecordReader {
    private final RingMemory ring;
    private final Standing standing;
    private final MessageBuffer message;
    private final RecordWindow window;

    private long position;
    private long sequence;
    // The messages before this position that were not taken.
    private long missed;
    private long lost;
    private boolean rejoined;
    private boolean besideTail;

    // Where the message was found: in the window or the message buffer. Not a reference to an array, because storing
    // one would cost more than everything else here.
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
     * Registers at a checkpoint, which protects the records from there on, then counts messages from there to the tail.
     * So the number of the next message is exact.
     */
    void join(boolean atOldest) {
        long taken = taken();
        Checkpoint start;
        do {
            start = standing.register(atOldest);
            position = atOldest ? start.position() : ring.tail();
            sequence = ring.sequenceAt(start, position);
            // A reader that was paused too long in between is cut off, and its count is not valid.
        } while (!isStillThere(start.position()));
        if (sequence < 0) {
            throw ring.damaged("the records before " + position + " are not valid");
        }
        missed = sequence - taken;
        window.clear();
        message.drop();
        show();
    }

    /** Joins again after falling behind. LAGGED, or NOTHING if no message was lost. */
    Outcome rejoin() {
        long expected = sequence;
        join(standing.rejoinsAtOldest());
        rejoined = true;
        lost = sequence - expected;
        return lost > 0 ? Outcome.LAGGED : Outcome.NOTHING;
    }

    /** The number of messages that this reader has handed over. */
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

    /** Shows the writer this reader's progress. */
    void show() {
        standing.show(position, taken(), sequence);
    }

    /** Takes one record before the limit; NOTHING if the message has more records. */
    Outcome take(long limit) {
        if (window.isEmpty() || !window.holds(window.header())) {
            besideTail = fillFromBesideTail(limit);
            if (besideTail) {
                return takeWhole(window.header());
            }
            // Unsigned: also catches a limit before the position.
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

    /** True if the only message before the limit was copied from beside the tail. */
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

    /** True if the last message was found beside the tail, and nothing was loaded from the ring's data for it. */
    boolean wasBesideTail() {
        return besideTail;
    }

    /** The usual case: a message that lies completely in the window. */
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

    /** The error for a message that was skipped; no other message is lost. */
    private IpcException tooLong(long bytes) {
        missed++;
        standing.showIfDue(position, taken(), sequence);
        return message.tooLong(bytes, ring.object());
    }

    /** True if the bytes copied from that position on are valid. */
    private boolean isStillThere(long from) {
        boolean there = standing.isStillThere(from);
        MemoryFaults.surface();
        return there;
    }

    /**
     * Hands over the whole messages that are left in the window, until the handler stops the reader. Between messages
     * it keeps only two numbers.
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
                // Before the handler runs: the message is in the window, so its space in the ring is free.
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

    /** Called between handler calls, so that memory errors are not mistaken for the handler's own. */
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
        throw ring.damaged("its tail " + limit + " is impossible for a reader at " + position);
    }

    /** Takes a part of a message, or padding, from the window, which no process can change. */
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

    /** Takes a long part, copied straight from the ring to the message buffer. */
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

    /** True if the record's bytes are wanted. */
    private boolean begin(long header) {
        int flags = RingLayout.flags(header);
        rejoined = rejoined && (flags & RingLayout.BEGIN) == 0;
        return message.takes(flags);
    }

    private void foundPart() {
        foundInWindow = false;
        foundAt = 0;
        foundBytes = (int) Math.min(message.length(), message.largest());
    }

    private IpcException impossibleHeader() {
        return ring.damaged("the record at " + position + " has an impossible header");
    }

    private Outcome advance(long header) {
        position += RingLayout.recordBytes(RingLayout.length(header));
        int flags = RingLayout.flags(header);
        Outcome unfinished = flags != RingLayout.PADDING && message.isGivenInParts() ? Outcome.PART : Outcome.NOTHING;
        Outcome outcome = (flags & RingLayout.END) != 0 ? endMessage() : unfinished;
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
        // The reader joined within this message: a new reader ignores it, one that was cut off has lost it as well.
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
