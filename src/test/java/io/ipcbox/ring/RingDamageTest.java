package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written into a ring's memory, a reader or writer reports the damage and hands out none of it. */
class RingDamageTest {
    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> HEADERS = List.of(
            longField("magic", RingLayout.MAGIC_AT, 0, "it is not a ring"),
            longField("magic", RingLayout.MAGIC_AT, Long.reverseBytes(RingLayout.MAGIC), "it is not a ring"),
            intField(
                    "version", RingLayout.VERSION_AT, RingLayout.VERSION + 1, "it has version 4, this program reads 3"),
            intField("byte order", RingLayout.BYTE_ORDER_AT, 0x04030201, "the other byte order"),
            longField("capacity", RingLayout.CAPACITY_AT, CAPACITY - 1, "power of two"),
            longField("capacity", RingLayout.CAPACITY_AT, 0, "power of two"),
            longField("capacity", RingLayout.CAPACITY_AT, Long.MIN_VALUE, "power of two"),
            longField("capacity", RingLayout.CAPACITY_AT, 2 * CAPACITY, "its size does not match its header"),
            intField("places", RingLayout.PLACES_AT, 0, "places"),
            intField("places", RingLayout.PLACES_AT, -1, "places"),
            intField("places", RingLayout.PLACES_AT, Integer.MAX_VALUE, "places"),
            intField("places", RingLayout.PLACES_AT, 1000, "its size does not match its header"),
            intField("header bytes", RingLayout.HEADER_BYTES_AT, 8192, "its size does not match its header"));

    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> RECORDS = List.of(
            Arguments.of("nothing", 0L),
            Arguments.of("a length beyond what was published", header(56, 3, 0)),
            Arguments.of("the greatest length", header(RingLayout.LENGTH_MASK, 3, 0)),
            Arguments.of("another message's number", header(4, 3, 1)),
            Arguments.of("flags that do not go together", header(4, 7, 0)),
            Arguments.of("a flag that there is not", header(4, 8, 0)),
            Arguments.of("an empty part in the middle", header(0, 0, 0)),
            Arguments.of("bits that are all set", -1L));

    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> OVERRUNNING =
            List.of(Arguments.of(1000, RingLayout.PADDING), Arguments.of(6000, RingLayout.BEGIN | RingLayout.END));

    private final TestRing ring = new TestRing();

    private static Arguments longField(String name, long at, long value, String expected) {
        return Arguments.of(name, at, Long.BYTES, value, expected);
    }

    private static Arguments intField(String name, long at, int value, String expected) {
        return Arguments.of(name, at, Integer.BYTES, (long) value, expected);
    }

    private static long header(int length, int flags, long sequence) {
        return RingLayout.recordHeader(length, flags, sequence);
    }

    @ParameterizedTest(name = "{0} {3}")
    @FieldSource("HEADERS")
    void aHeaderThatCannotBeIsRefused(String name, long at, int bytes, long value, String expected) {
        if (bytes == Long.BYTES) {
            ring.segment.set(TestRing.LONG, at, value);
        } else {
            ring.segment.set(TestRing.INT, at, (int) value);
        }

        assertDamaged(ring::reopened).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 1023, 4096, CAPACITY})
    void memoryOfAnotherSizeIsRefused(long bytes) {
        assertDamaged(() -> RingMemory.open(ring.segment.asSlice(0, bytes), "ring \"test\""));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("RECORDS")
    void aRecordThatCannotBeIsRefused(String name, long header) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(0));
        ring.segment.set(TestRing.LONG, ring.memory.at(0), header);

        assertDamaged(() -> reader.read(AT_ONCE));
        writer.close();
        assertDamaged(() -> ring.writer(PATIENT)).hasMessageContaining("its last records are not valid");
        assertDamaged(ring::reader);
        assertThat(ring.memory.isActive(0)).isTrue();
        assertThat(ring.memory.placeState(1))
                .as("a reader that could not join holds no place")
                .isEqualTo(RingLayout.FREE);
    }

    /** Short and long records are read in different ways. */
    @ParameterizedTest(name = "{0} bytes")
    @FieldSource("OVERRUNNING")
    void aRecordThatLeadsBeyondTheEndOfTheDataIsRefused(int bytes, int flags) {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader reader = ring.reader();
        int number = 0;
        while (ring.memory.tail() < CAPACITY) {
            publish(writer, message(number, bytes));
            if (ring.memory.tail() < CAPACITY) {
                take(reader);
                number++;
            }
        }
        long last = (long) number * RingLayout.recordBytes(bytes);
        publish(writer, message(number + 1, bytes));
        ring.segment.set(TestRing.LONG, ring.memory.at(last), header(bytes + 32, flags, number));

        assertDamaged(() -> reader.read(AT_ONCE));
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 4, 20, 1 << 20, Long.MAX_VALUE, Long.MIN_VALUE})
    void aTailThatCannotBeIsRefused(long tail) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(0));
        take(reader);
        ring.segment.set(TestRing.LONG, RingLayout.TAIL_AT, tail);
        writer.close();

        assertDamaged(() -> reader.read(AT_ONCE));
        assertDamaged(ring::reader);
        assertDamaged(() -> ring.writer(PATIENT));
    }

    @Test
    void aTailBeyondWhatTheRingHoldsIsRefusedThoughARecordIsThere() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(0));
        ring.segment.set(TestRing.LONG, RingLayout.TAIL_AT, CAPACITY + RingLayout.RECORD_HEADER_BYTES);

        assertDamaged(() -> reader.read(AT_ONCE));
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 0, Long.MAX_VALUE, Long.MIN_VALUE, 2 * CAPACITY})
    void aLeaseThatCannotBeIsRefusedByTheNextWriter(long lease) {
        publish(ring.writer(ring.new Handle(), PATIENT), numbered(0));
        ring.segment.set(TestRing.LONG, RingLayout.LEASE_AT, lease);

        assertDamaged(
                () -> new RingWriter(ring.reopened(), new TestRing().new Handle(), PATIENT, TestRing.NO_SPINNING));
    }

    @Test
    void aRingWithoutAnyCheckpointIsRefused() {
        for (int i = 0; i < RingLayout.CHECKPOINTS; i++) {
            ring.segment.set(TestRing.LONG, RingMemory.checkpointAt(i), -1L);
        }

        assertDamaged(ring::reader).hasMessageContaining("it has no valid checkpoint");
        assertDamaged(() -> ring.writer(PATIENT));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 3})
    void anImpossibleCursorDelaysTheWriterOnlyBriefly(long cursor) {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader other = ring.reader();
        ring.reader();
        ring.segment.set(TestRing.LONG, RingLayout.placeAt(1) + RingLayout.CURSOR, cursor);

        for (int number = 0; number < 200; number++) {
            publish(writer, message(number, 1000));
            assertThat(take(other)).isEqualTo(message(number, 1000));
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertDamaged(Runnable action) {
        return assertThatThrownBy(action::run)
                .satisfies(thrown -> assertThat(thrown)
                        .asInstanceOf(InstanceOfAssertFactories.type(IpcException.class))
                        .returns(Errno.EBADMSG, IpcException::errno));
    }

    @Test
    void countingFromACheckpointToATailBeforeItIsRefused() {
        assertThat(ring.memory.sequenceAt(new RingMemory.Checkpoint(64, 2), 0)).isEqualTo(-1);
    }
}
