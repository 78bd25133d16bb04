package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.ring.TestRing.OWN_THREAD;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.publishIfThereIsRoom;
import static io.ipcbox.ring.TestRing.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.WaitEndedException.Reason;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.ring.TestRing.Handle;
import io.ipcbox.support.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A full ring: a stuck reader is cut off and told how much it lost; a dead one is removed; one that leaves makes room.
 */
class RingLaggardTest {
    private final TestRing ring = new TestRing();

    @Test
    void aStuckReaderIsCutOffAndLearnsTheExactNumberOfMessagesItLost() {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader stuck = ring.reader();
        for (int number = 0; number < 1000; number++) {
            publish(writer, message(number, 1000));
            if (number < 3) {
                assertThat(take(stuck)).isEqualTo(message(number, 1000));
            }
        }
        assertThat(writer.readers()).singleElement().returns(true, RingReaderStatus::cutOff);

        assertThat(stuck.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(stuck.lost()).isEqualTo(997);
        publish(writer, numbered(1000));
        assertThat(take(stuck)).isEqualTo(numbered(1000));
        assertThat(writer.readers()).singleElement().returns(false, RingReaderStatus::cutOff);
    }

    /** Between two messages, a working handler cannot be told from one that hangs. */
    @Test
    void aHandlerThatTakesTooLongForOneMessageCostsTheMessagesThatComeMeanwhile() {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader reader = ring.reader();
        publish(writer, message(0, 1000));

        reader.read(AT_ONCE, 9, (buffer, offset, length) -> {
            for (int number = 1; number < 1000; number++) {
                publish(writer, message(number, 1000));
            }
            assertThat(Arrays.copyOfRange(buffer, offset, offset + length)).isEqualTo(message(0, 1000));
        });

        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(reader.lost()).isEqualTo(999);
    }

    @Test
    void theOthersLoseNothing() {
        RingWriter writer = ring.writer(IMPATIENT);
        ring.reader();
        RingReader quick = ring.reader();
        for (int number = 0; number < 1000; number++) {
            publish(writer, message(number, 1000));
            assertThat(take(quick)).isEqualTo(message(number, 1000));
        }
    }

    @Test
    void messagesLargerThanTheRingCountAsOneEach() {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader stuck = ring.reader();
        for (int number = 0; number < 5; number++) {
            publish(writer, message(number, 200_000));
        }

        assertThat(stuck.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(stuck.lost()).isEqualTo(5);
    }

    @Test
    void aMessageThatNeverEndedIsNotAmongTheLost() {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader stuck = ring.reader();
        publishTheBeginningOf(writer, 300_000);
        assertThat(stuck.read(AT_ONCE)).as("half a message").isEqualTo(Outcome.NOTHING);
        for (int number = 0; number < 100; number++) {
            publish(writer, message(number, 1000));
        }

        assertThat(stuck.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(stuck.lost()).isEqualTo(100);
    }

    private static void publishTheBeginningOf(RingWriter writer, int bytes) {
        assertThat(publishIfThereIsRoom(writer, new byte[bytes])).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitForRoomAndForReaders() {
        RingWriter writer = ring.writer(PATIENT);
        ring.reader();
        publish(writer, numbered(1));
        Thread.currentThread().interrupt();
        try {
            Refusal.of(Errno.EINTR, () -> writer.publish(new byte[200_000], 0, 200_000));
            Refusal.of(Errno.EINTR, () -> writer.awaitDrained(PATIENT));
            assertThat(writer.awaitDrained(Duration.ZERO)).as("does not wait").isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingTheWriterEndsItsWaitForRoom() {
        RingWriter writer = ring.writer(PATIENT);
        ring.reader();
        CompletableFuture<Boolean> publishing =
                CompletableFuture.supplyAsync(() -> writer.publish(new byte[200_000], 0, 200_000), OWN_THREAD);
        ring.awaitWriterAsleep();

        writer.close();

        assertThatThrownBy(publishing::join)
                .cause()
                .isInstanceOfSatisfying(
                        WaitEndedException.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(Reason.CLOSED));
    }

    /** However long they take together: the stall timeout counts from the last progress. */
    @Test
    void aReaderThatHandlesManyMessagesAtOnceShowsEachOfThem() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        int messages = 100;
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                () -> {
                    for (int number = 0; number < messages; number++) {
                        publish(writer, message(number, 1000));
                    }
                },
                OWN_THREAD);
        ring.awaitWriterAsleep();
        long[] seen = {-1};

        reader.read(Deadline.NEVER, messages, (buffer, offset, length) -> {
            long cursor = ring.memory.cursor(0);
            assertThat(cursor).isGreaterThan(seen[0]);
            seen[0] = cursor;
            // It sleeps again, unless everything has been published.
            while (ring.get(RingLayout.WRITER_ASLEEP_AT) == 0 && !publishing.isDone()) {
                Thread.onSpinWait();
            }
        });

        reader.close();
        publishing.join();
    }

    @Test
    void aReaderThatComesBackWithinAMessageLosesThatOneToo() {
        RingWriter impatient = ring.writer(IMPATIENT);
        RingReader stuck = ring.reader();
        RingReader other = ring.reader();
        for (int number = 0; number < 100; number++) {
            publish(impatient, message(number, 1000));
            take(other);
        }
        impatient.close();
        // The other reader makes no progress, so half of this message is published when the stuck one comes back.
        byte[] huge = message(100, 300_000);
        RingWriter patient = ring.writer(PATIENT);
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(patient, huge), OWN_THREAD);
        ring.awaitWriterAsleep();

        assertThat(stuck.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(stuck.lost()).isEqualTo(100);
        CompletableFuture<Outcome> next = CompletableFuture.supplyAsync(() -> stuck.read(Deadline.NEVER), OWN_THREAD);
        assertThat(other.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
        assertThat(other.buffer()).startsWith(huge);
        publishing.join();
        assertThat(next.join()).isEqualTo(Outcome.LAGGED);
        assertThat(stuck.lost()).isEqualTo(1);
    }

    @Test
    void aReaderThatComesBackWithinAMessageThatIsStartedAgainGetsThatOne() {
        RingWriter writer = ring.writer(IMPATIENT);
        RingReader stuck = ring.reader();
        for (int number = 0; number < 100; number++) {
            publish(writer, message(number, 1000));
        }
        ring.reader();
        publishTheBeginningOf(writer, 300_000);
        writer.close();

        assertThat(stuck.read(AT_ONCE)).isEqualTo(Outcome.LAGGED);
        assertThat(stuck.lost()).isEqualTo(100);
        publish(ring.writer(IMPATIENT), numbered(100));
        assertThat(take(stuck)).isEqualTo(numbered(100));
    }

    @Test
    void aReaderThatIsCutOffWhileItJoinsJoinsAgain() {
        RingWriter writer = ring.writer(IMPATIENT);
        for (int number = 0; number < 100; number++) {
            publish(writer, numbered(number));
        }
        // Paused between registering and counting messages to the tail, while the writer goes around the ring.
        Handle slow = ring.new Handle();
        ReaderPlace place = ReaderPlace.take(ring.memory, slow);
        place.register(true);
        for (int number = 0; number < 1000; number++) {
            publish(writer, message(number, 1000));
        }

        assertThat(place.isStillThere(0)).isFalse();
        assertThat(place.register(true).position()).isGreaterThan(900 * 1000);
        assertThat(place.isStillThere(0)).isTrue();
    }

    @Test
    void aDeadReaderIsRemovedAtOnceHoweverPatientTheWriterIs() {
        RingWriter writer = ring.writer(PATIENT);
        Handle dying = ring.new Handle();
        ring.reader(dying, false);
        publishTheBeginningOf(writer, (int) CAPACITY);
        dying.die();

        publish(writer, message(1, 200_000));

        assertThat(writer.readers()).isEmpty();
    }

    @Test
    void aReaderThatLeavesWakesTheWriterThatWaitsForIt() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        CompletableFuture<Void> publishing =
                CompletableFuture.runAsync(() -> publish(writer, message(1, 200_000)), OWN_THREAD);
        ring.awaitWriterAsleep();

        reader.close();

        publishing.join();
    }

    @Test
    void stoppingTheWriterEndsItsWaitForRoom() {
        RingWriter writer = ring.writer(PATIENT);
        ring.reader();
        CompletableFuture<Boolean> publishing =
                CompletableFuture.supplyAsync(() -> writer.publish(new byte[200_000], 0, 200_000), OWN_THREAD);
        ring.awaitWriterAsleep();

        writer.stop();

        assertThat(publishing.join()).isFalse();
    }

    @Test
    void drainingWaitsForReadersThatTakeData() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        CompletableFuture<Boolean> draining =
                CompletableFuture.supplyAsync(() -> writer.awaitDrained(PATIENT), OWN_THREAD);
        ring.awaitWriterAsleep();

        take(reader);

        assertThat(draining.join()).isTrue();
    }

    @Test
    void drainingDoesNotWaitForTheStuckTheDeadAndTheCutOff() {
        RingWriter writer = ring.writer(IMPATIENT);
        Handle dying = ring.new Handle();
        ring.reader(dying, false);
        publish(writer, numbered(1));

        assertThat(writer.awaitDrained(PATIENT)).as("one reader is stuck").isFalse();
        dying.die();
        assertThat(writer.awaitDrained(PATIENT)).as("the stuck reader has died").isTrue();
        RingReader cutOff = ring.reader();
        publish(writer, message(2, 200_000));
        assertThat(writer.awaitDrained(PATIENT))
                .as("the stuck reader was cut off")
                .isTrue();
        cutOff.close();
    }

    @Test
    void drainingEndsWhenTheTimeIsUp() {
        RingWriter writer = ring.writer(PATIENT);
        ring.reader();
        publish(writer, numbered(1));

        assertThat(writer.awaitDrained(Duration.ofMillis(1))).isFalse();
    }
}
