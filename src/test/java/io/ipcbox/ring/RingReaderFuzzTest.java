package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.NO_SPINNING;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ring.RingReader.Outcome;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * A ring with any content, and a reader of each kind that opens it: it gets messages and events, or one named error,
 * and every read ends. Without a writer and concurrency, which {@link RingFuzzTest} has, so that millions of rings are
 * read in a minute.
 */
class RingReaderFuzzTest {
    private static final Set<Errno> NAMED = Set.of(Errno.EBADMSG, Errno.EMSGSIZE);
    private static final int LARGEST = 1 << 13;
    private static final int DATA_START = RingLayout.headerBytes(4);
    private static final long MOST_OUTCOMES = CAPACITY / RingLayout.RECORD_HEADER_BYTES + 100;

    private static final long[] FIELDS = {
        RingLayout.TAIL_AT,
        RingLayout.LEASE_AT,
        RingLayout.STATE_AT,
        RingLayout.CHECKPOINTS_AT,
        RingLayout.CHECKPOINTS_AT + Long.BYTES,
        RingLayout.CHECKPOINTS_AT + RingLayout.CHECKPOINT_BYTES,
        RingLayout.CAPACITY_AT,
        RingLayout.HEADER_BYTES_AT,
        RingLayout.NEWEST_END_AT,
        RingLayout.NEWEST_HEADER_AT,
        RingLayout.NEWEST_BYTES_AT,
        RingLayout.READERS_ASLEEP_AT,
        RingLayout.COPIES_WISHED_AT,
        RingLayout.WRITER_ASLEEP_AT,
        RingLayout.PLACES_START,
        RingLayout.PLACES_START + RingLayout.PLACE_STATE,
    };

    // Reused for all inputs, and cleared in between.
    private static final TestRing RING = new TestRing();
    private static final TestRing.Handle HANDLE = RING.new Handle();
    // The header of a new ring. Formatting one takes longer than everything else, because it reads /proc.
    private static final byte[] NEW = RING.segment.asSlice(0, DATA_START).toArray(ValueLayout.JAVA_BYTE);
    private static int dirty;

    @FuzzTest
    void hostileBytesAreMessagesOrANamedError(byte[] bytes) {
        clean();
        ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int kind = input.hasRemaining() ? input.get() : 0;
        damageHeader(input, kind >> 2 & 7);
        dirty = input.remaining();
        MemorySegment.copy(bytes, input.position(), RING.segment, ValueLayout.JAVA_BYTE, DATA_START, dirty);
        try (RingReader reader = reader(kind & 3)) {
            readAll(reader);
        } catch (IpcException e) {
            if (!NAMED.contains(e.errno())) {
                throw e;
            }
        } finally {
            HANDLE.die();
        }
    }

    private static void clean() {
        MemorySegment.copy(NEW, 0, RING.segment, ValueLayout.JAVA_BYTE, 0, DATA_START);
        RING.segment.asSlice(DATA_START, dirty).fill((byte) 0);
    }

    /** A field and its value: nearly valid, or any. */
    private static void damageHeader(ByteBuffer input, int changes) {
        for (int i = 0; i < changes && input.remaining() > Long.BYTES; i++) {
            int what = input.get();
            long value = (what & 8) == 0 ? input.getShort() * 8L : input.getLong();
            RING.segment.set(ValueLayout.JAVA_LONG_UNALIGNED, FIELDS[(what & 7) | ((what >> 1) & 8)], value);
        }
    }

    private static RingReader reader(int kind) {
        RingMemory ring = RING.reopened();
        return switch (kind) {
            case 0 -> RingReader.passive(ring, HANDLE, true, LARGEST, NO_SPINNING);
            case 1 -> RingReader.passive(ring, HANDLE, false, LARGEST, NO_SPINNING);
            case 2 -> new RingReader(ring, HANDLE, true, LARGEST, NO_SPINNING);
            default -> RingReader.inParts(ring, HANDLE, true, NO_SPINNING);
        };
    }

    private static void readAll(RingReader reader) {
        int news = 0;
        for (long outcomes = 0; news < 2; outcomes++) {
            Outcome outcome = reader.read(AT_ONCE);
            check(reader, outcome);
            if (outcome == Outcome.NOTHING || outcome == Outcome.ENDED || outcome == Outcome.REPLACED) {
                news++;
            } else if (outcomes > MOST_OUTCOMES) {
                throw new AssertionError("the read does not end");
            }
        }
    }

    private static void check(RingReader reader, Outcome outcome) {
        if (outcome == Outcome.MESSAGE && (reader.length() < 0 || reader.length() > LARGEST)) {
            throw new AssertionError("a message of " + reader.length() + " bytes");
        }
        if (outcome == Outcome.LAGGED && reader.lost() < 1) {
            throw new AssertionError("lost " + reader.lost());
        }
    }
}
