package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.publishIfThereIsRoom;
import static io.ipcbox.ring.TestRing.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ring.RingReader.Outcome;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The writer dies at any step of its work; the next one continues, and readers notice only the pause. */
class RingResumeTest {
    /** The content of the ring for each step at which the writer can die. */
    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> STEPS = List.of(
            step("before anything", ring -> {}),
            step("a lease was announced, but the readers were not checked", RingResumeTest::announceLease),
            step("the record's header was written", RingResumeTest::writeHeader),
            step("the record's bytes were written too", ring -> {
                announceLease(ring);
                writeHeader(ring);
                ring.segment.asSlice(ring.memory.at(ring.memory.tail()) + 8, 56).fill((byte) 0x7f);
            }),
            step(
                    "the checkpoint was taken down",
                    ring -> ring.segment.set(TestRing.LONG, RingMemory.checkpointAt(newestCheckpoint(ring)), -1L)),
            step("the checkpoint was half written", ring -> {
                long at = RingMemory.checkpointAt(newestCheckpoint(ring));
                ring.segment.set(TestRing.LONG, at, -1L);
                ring.segment.set(TestRing.LONG, at + Long.BYTES, 4711L);
            }),
            step("a copy was half written beside the tail", RingResumeTest::writeHalfACopy),
            step("it said that it sleeps", ring -> ring.segment.set(TestRing.INT, RingLayout.WRITER_ASLEEP_AT, 1)));

    private static final int BEFORE = 500;
    private static final int NEXT_BYTES = 32;

    private final TestRing ring = new TestRing();

    interface Step {
        void leave(TestRing ring);
    }

    private static Arguments step(String name, Step step) {
        return Arguments.of(name, step);
    }

    private static void announceLease(TestRing ring) {
        ring.segment.set(TestRing.LONG, RingLayout.LEASE_AT, ring.memory.tail() + ring.memory.leaseStep());
    }

    private static void writeHeader(TestRing ring) {
        long header = RingLayout.recordHeader(56, RingLayout.BEGIN | RingLayout.END, 12);
        ring.segment.set(TestRing.LONG, ring.memory.at(ring.memory.tail()), header);
    }

    /** For a message as long as the next one, which this reader could mistake for it. */
    private static void writeHalfACopy(TestRing ring) {
        long header = RingLayout.recordHeader(NEXT_BYTES, RingLayout.BEGIN | RingLayout.END, BEFORE + 1);
        long end = ring.memory.tail() + RingLayout.recordBytes(NEXT_BYTES);
        ring.segment.set(TestRing.LONG, RingLayout.NEWEST_END_AT, end);
        ring.segment.set(TestRing.LONG, RingLayout.NEWEST_HEADER_AT, header);
    }

    private static int newestCheckpoint(TestRing ring) {
        return (int) (ring.memory.checkpoint(false).position() / (CAPACITY / RingLayout.CHECKPOINTS))
                % RingLayout.CHECKPOINTS;
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("STEPS")
    void theNextWriterGoesOn(String name, Step step) {
        RingWriter dead = ring.writer(PATIENT);
        RingReader early = ring.reader();
        for (int number = 0; number < BEFORE; number++) {
            publish(dead, message(number, 200));
            take(early);
        }
        publish(dead, message(BEFORE, 200));
        step.leave(ring);
        dead.close();

        RingWriter next = ring.writer(PATIENT);
        assertThat(next.published()).isEqualTo(BEFORE + 1);
        RingReader late = ring.reader();
        publish(next, message(BEFORE + 1, NEXT_BYTES));

        assertThat(take(early)).isEqualTo(message(BEFORE, 200));
        assertThat(take(early)).isEqualTo(message(BEFORE + 1, NEXT_BYTES));
        assertThat(take(late)).isEqualTo(message(BEFORE + 1, NEXT_BYTES));
        assertThat(early.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void aLeaseThatADeadWriterOnlyAnnouncedIsNotTakenAsGranted() {
        RingWriter dead = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        int full = fill(dead);
        announceLease(ring);
        dead.close();

        RingWriter next = ring.writer(PATIENT);
        assertThat(publishIfThereIsRoom(next, new byte[1000])).isFalse();

        for (int number = 0; number < full; number++) {
            assertThat(take(reader)).isEqualTo(message(number, 1000));
        }
    }

    /** Publishes until the ring is full. */
    private static int fill(RingWriter writer) {
        int number = 0;
        while (publishIfThereIsRoom(writer, message(number, 1000))) {
            number++;
        }
        return number;
    }

    @Test
    void whatADeadWriterMayHaveDestroyedIsNotOfferedToAReaderFromTheOldest() {
        RingWriter dead = ring.writer(IMPATIENT);
        for (int number = 0; number < 1000; number++) {
            publish(dead, message(number, 1000));
        }
        long destroyed = ring.memory.lease() - CAPACITY;
        dead.close();
        for (long at = ring.memory.tail(); at < ring.memory.lease(); at++) {
            ring.segment.set(ValueLayout.JAVA_BYTE, ring.memory.at(at), (byte) 0x55);
        }

        publish(ring.writer(PATIENT), numbered(1000));

        assertThat(ring.memory.checkpoint(true).position()).isGreaterThanOrEqualTo(destroyed);
        RingReader reader = ring.reader(ring.new Handle(), true);
        Outcome outcome = reader.read(AT_ONCE);
        while (outcome == Outcome.MESSAGE) {
            outcome = reader.read(AT_ONCE);
        }
        assertThat(outcome).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void aMessageWhoseEndIsMissingIsDroppedAndItsNumberGivenAgain() {
        RingWriter dead = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        assertThat(publishIfThereIsRoom(dead, new byte[200_000])).isFalse();
        dead.close();

        RingWriter next = ring.writer(PATIENT);
        assertThat(next.published()).isZero();
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
        publish(next, numbered(0));

        assertThat(take(reader)).isEqualTo(numbered(0));
        assertThat(next.published()).isEqualTo(1);
    }

    @Test
    void everyWriterMayDieBeforeItNotesACheckpointAndReadersCanStillJoin() {
        for (int writers = 0; writers < 40; writers++) {
            RingWriter next = ring.writer(PATIENT);
            publish(next, message(writers, 5000));
            long newest = ring.memory.checkpoint(false).position();
            if (newest == ring.memory.tail()) {
                ring.segment.set(TestRing.LONG, RingMemory.checkpointAt(newestCheckpoint(ring)), -1L);
            }
            next.close();
        }

        RingWriter last = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(last, numbered(40));

        assertThat(last.published()).isEqualTo(41);
        assertThat(take(reader)).isEqualTo(numbered(40));
    }

    @Test
    void aWriterThatFindsDamageLeavesTheRoleFree() {
        ring.segment.set(TestRing.LONG, RingLayout.TAIL_AT, 12L);

        assertThatThrownBy(() -> ring.writer(PATIENT)).isInstanceOf(IpcException.class);

        ring.segment.set(TestRing.LONG, RingLayout.TAIL_AT, 0L);
        ring.writer(PATIENT);
    }
}
