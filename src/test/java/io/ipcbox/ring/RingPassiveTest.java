package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.ring.TestRing.Handle;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A reader that the writer does not know of: it delays no writer, and knows what it lost. */
class RingPassiveTest {
    private final TestRing ring = new TestRing();
    private final RingWriter writer = ring.writer(PATIENT);

    @Test
    void itGetsWhatIsPublishedFromNowOn() {
        publish(writer, numbered(0));
        RingReader passive = ring.passiveReader(false);
        publish(writer, numbered(1));

        assertThat(take(passive)).isEqualTo(numbered(1));
        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void itWritesNothing() {
        publish(writer, numbered(0));
        byte[] before = ring.segment.toArray(ValueLayout.JAVA_BYTE);

        RingReader passive = ring.passiveReader(true);
        take(passive);
        passive.read(AT_ONCE);
        passive.stop();
        passive.close();

        assertThat(ring.segment.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(before);
        assertThat(writer.readers()).isEmpty();
    }

    @Test
    void theWriterNeverWaitsForItAndItLearnsTheExactNumberOfMessagesItLost() {
        RingReader passive = ring.passiveReader(false);
        publish(writer, message(0, 1000));
        assertThat(take(passive)).isEqualTo(message(0, 1000));
        int last = 1000;
        for (int number = 1; number <= last; number++) {
            publish(writer, numberedOf(number, 1000));
        }

        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        int next = (int) passive.lost() + 1;
        assertThat(next)
                .as("it continues with the oldest message left")
                .isBetween(last - (int) (CAPACITY / 1000), last - 40);
        for (int number = next; number <= last; number++) {
            assertThat(ByteBuffer.wrap(take(passive)).getInt()).isEqualTo(number);
        }
        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    private static byte[] numberedOf(int number, int length) {
        byte[] message = message(number, length);
        ByteBuffer.wrap(message).putInt(number);
        return message;
    }

    @Test
    void whatTheWriterMayBeOverwritingIsNotBelieved() {
        RingReader passive = ring.passiveReader(false);
        publish(writer, numbered(0));
        // As if the writer were one lap ahead and about to write there, before it moves the tail.
        ring.segment.set(TestRing.LONG, RingLayout.LEASE_AT, CAPACITY + 8);
        ring.segment.set(TestRing.LONG, RingMemory.checkpointAt(0), 16L);
        ring.segment.set(TestRing.LONG, RingMemory.checkpointAt(0) + 8, 1L);

        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(passive.lost()).isEqualTo(1);
    }

    @Test
    void itIsToldOfTheWritersDeathAndOfTheNextOne() {
        TestRing fresh = new TestRing();
        Handle dying = fresh.new Handle();
        fresh.writer(dying, PATIENT);
        RingReader passive = fresh.passiveReader(false);
        dying.die();

        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.WRITER_GONE);
        publish(fresh.writer(PATIENT), numbered(1));
        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.WRITER_CAME);
        assertThat(take(passive)).isEqualTo(numbered(1));
    }

    @Test
    void itIsToldOfTheEnd() {
        RingReader passive = ring.passiveReader(false);
        publish(writer, numbered(1));
        writer.end();

        assertThat(take(passive)).isEqualTo(numbered(1));
        assertThat(passive.read(AT_ONCE)).isEqualTo(Outcome.ENDED);
    }
}
