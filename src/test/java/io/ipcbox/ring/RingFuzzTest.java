package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.ring.TestRing.LARGEST;
import static io.ipcbox.ring.TestRing.NO_SPINNING;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ring.RingReader.Outcome;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ring into which another process writes anything at any time. Readers and writers get messages, events or one named
 * error; nothing else is thrown, and every read ends.
 */
class RingFuzzTest {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final Set<Errno> NAMED = Set.of(Errno.EBADMSG, Errno.EMSGSIZE, Errno.EBUSY, Errno.EUSERS);

    /** More outcomes than the ring can hold records, plus some events. */
    private static final long MOST_OUTCOMES = CAPACITY / RingLayout.RECORD_HEADER_BYTES + 100;

    private static final long[] FIELDS = {
        RingLayout.TAIL_AT,
        RingLayout.LEASE_AT,
        RingLayout.STATE_AT,
        RingLayout.READERS_ASLEEP_AT,
        RingLayout.WRITER_ASLEEP_AT,
        RingLayout.PLACES_START + RingLayout.CURSOR,
        RingLayout.PLACES_START + RingLayout.PLACE_STATE,
        RingLayout.PLACES_START + RingLayout.PLACE_BYTES + RingLayout.CURSOR,
        RingLayout.PLACES_START + RingLayout.PLACE_BYTES + RingLayout.PLACE_STATE,
    };

    // Reused for all inputs: clearing a ring's memory takes longer than everything else here.
    private static final TestRing RING = new TestRing();

    private TestRing.@Nullable Handle writerHandle;
    private TestRing.@Nullable Handle readerHandle;
    private @Nullable RingWriter writer;
    private @Nullable RingReader reader;

    @FuzzTest
    void hostileMemoryGivesMessagesOrANamedError(FuzzedDataProvider data) {
        clean();
        for (int step = 0; step < 60 && data.remainingBytes() > 0; step++) {
            step(data);
        }
        orNamedError(this::openReader);
        orNamedError(this::readAll);
        release();
    }

    /** Only what this test dirties: the header and the first bytes of the data. */
    private static void clean() {
        long start = RingLayout.headerBytes(4);
        RING.segment.asSlice(0, start + (1 << 14)).fill((byte) 0);
        RingMemory.format(RING.segment, "ring \"test\"", new RingSettings(CAPACITY, 4), 0, 0);
    }

    private void step(FuzzedDataProvider data) {
        switch (data.consumeInt(0, 8)) {
            case 0 -> orNamedError(() -> publish(data.consumeInt(0, 300)));
            case 1 -> orNamedError(() -> publish(data.consumeInt(0, 12)));
            case 2 -> orNamedError(this::readOnce);
            case 3 -> orNamedError(this::openReader);
            case 4 -> orNamedError(this::openWriter);
            case 5 -> RING.segment.set(LONG, field(data), value(data));
            case 6 -> RING.segment.set(LONG, checkpoint(data), value(data));
            case 7 -> RING.segment.set(LONG, RingLayout.headerBytes(4) + 8L * data.consumeInt(0, 255), header(data));
            default -> RING.segment.set(INT, data.consumeInt(0, 4092), data.consumeInt());
        }
    }

    private static long field(FuzzedDataProvider data) {
        return FIELDS[data.consumeInt(0, FIELDS.length - 1)];
    }

    private static long checkpoint(FuzzedDataProvider data) {
        return RingLayout.CHECKPOINTS_AT + 8L * data.consumeInt(0, 2 * RingLayout.CHECKPOINTS - 1);
    }

    /** Small numbers that could be positions, and any others. */
    private static long value(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 3)) {
            case 0 -> 8L * data.consumeInt(0, 300);
            case 1 -> data.consumeInt(0, 4);
            case 2 -> CAPACITY + 8L * data.consumeInt(-300, 300);
            default -> data.consumeLong();
        };
    }

    private static long header(FuzzedDataProvider data) {
        return data.consumeBoolean()
                ? data.consumeLong()
                : RingLayout.recordHeader(data.consumeInt(0, 400), data.consumeInt(0, 7), data.consumeInt(0, 20));
    }

    private void publish(int length) {
        if (writer == null) {
            openWriter();
        }
        if (writer != null) {
            writer.publish(new byte[length], 0, length);
        }
    }

    private void openWriter() {
        if (writerHandle != null) {
            writerHandle.die();
        }
        writerHandle = RING.new Handle();
        writer = null;
        writer = RING.writer(writerHandle, IMPATIENT);
    }

    /** In turn: from the newest message, from the oldest, or in parts. */
    private void openReader() {
        TestRing.Handle last = readerHandle;
        if (last != null) {
            last.die();
        }
        TestRing.Handle handle = RING.new Handle();
        readerHandle = handle;
        RingReader previous = reader;
        reader = null;
        reader = previous == null
                ? new RingReader(RING.reopened(), handle, true, LARGEST, NO_SPINNING)
                : RingReader.inParts(RING.reopened(), handle, false, NO_SPINNING);
    }

    private void readOnce() {
        if (reader != null) {
            read(reader);
        }
    }

    private static Outcome read(RingReader reader) {
        Outcome outcome = reader.read(AT_ONCE);
        if (outcome == Outcome.MESSAGE && (reader.length() < 0 || reader.length() > reader.buffer().length)) {
            throw new AssertionError("a message of " + reader.length() + " bytes");
        }
        if (outcome == Outcome.LAGGED && reader.lost() < 1) {
            throw new AssertionError("lost " + reader.lost());
        }
        return outcome;
    }

    private void readAll() {
        if (reader == null) {
            return;
        }
        int news = 0;
        for (long outcomes = 0; news < 3; outcomes++) {
            switch (read(reader)) {
                case NOTHING, ENDED, REPLACED -> news++;
                default -> {
                    if (outcomes > MOST_OUTCOMES) {
                        throw new AssertionError("the read does not end");
                    }
                }
            }
        }
    }

    private static void orNamedError(Runnable action) {
        try {
            action.run();
        } catch (IpcException e) {
            if (!NAMED.contains(e.errno())) {
                throw e;
            }
        }
    }

    /** Leaves the ring as a killed process would: the next input gets a new one. */
    private void release() {
        if (writerHandle != null) {
            writerHandle.die();
        }
        if (readerHandle != null) {
            readerHandle.die();
        }
        writer = null;
        reader = null;
        writerHandle = null;
        readerHandle = null;
    }
}
