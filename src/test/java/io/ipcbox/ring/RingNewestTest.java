package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.LONG;
import static io.ipcbox.ring.TestRing.OWN_THREAD;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.Refusal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The copy of the newest message beside the tail: made on request, and used only if it belongs to the tail. */
class RingNewestTest {
    private final TestRing ring = new TestRing();
    private final RingWriter writer = ring.writer(PATIENT);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConversationOfAllLengthsArrivesUnchanged(boolean wished) {
        RingReader reader = ring.reader();
        RingReader passive = ring.passiveReader(false);
        for (int number = 0; number < 5000; number++) {
            ring.memory.newest.wish(wished);
            byte[] message = message(number, number % 60);
            publish(writer, message);

            assertThat(take(reader)).isEqualTo(message);
            assertThat(take(passive)).isEqualTo(message);
        }
    }

    @Test
    void aReaderAtTheTailNeedsNothingElse() {
        wishCopies();
        RingReader reader = ring.reader();
        RingReader passive = ring.passiveReader(false);
        publish(writer, message(0, 40));
        destroyNewestRecord(48);

        assertThat(take(reader)).isEqualTo(message(0, 40));
        assertThat(take(passive)).isEqualTo(message(0, 40));
    }

    @Test
    void aLongMessageHasNoCopy() {
        wishCopies();
        RingReader reader = ring.reader();
        publish(writer, message(0, 41));
        destroyNewestRecord(56);

        Refusal.of(Errno.EBADMSG, () -> take(reader));
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 1000})
    void thereIsRoomForShortOnesOnly(int length) {
        wishCopies();
        publish(writer, message(0, length));

        assertThat(newestEnd()).isZero();
    }

    @Test
    void whatIsNotWishedIsNotMade() {
        publish(writer, message(0, 40));

        assertThat(newestEnd()).isZero();
    }

    /** The writer sees the request when it publishes, and copies from the next message on. */
    private void wishCopies() {
        ring.memory.newest.wish(true);
        publish(writer, new byte[0]);
    }

    private void destroyNewestRecord(long bytes) {
        ring.segment.asSlice(ring.memory.at(ring.memory.tail() - bytes), bytes).fill((byte) -1);
    }

    private long newestEnd() {
        return ring.segment.get(LONG, RingLayout.NEWEST_END_AT);
    }

    /** As found by a reader that was paused after it loaded the tail. */
    @Test
    void aCopyOfWhatComesAfterTheTailThatWasSeenIsNotBelieved() {
        wishCopies();
        RingReader reader = ring.reader();
        publish(writer, message(0, 32));
        // In what is compared first, the next message has the same number as this one.
        ring.segment.set(LONG, RingLayout.NEWEST_END_AT, newestEnd() + RingLayout.recordBytes(32));
        ring.segment.asSlice(RingLayout.NEWEST_BYTES_AT, 32).fill((byte) -1);

        assertThat(take(reader)).isEqualTo(message(0, 32));
    }

    @Test
    void aReaderThatLagsTakesEveryMessage() {
        wishCopies();
        RingReader reader = ring.reader();
        for (int number = 0; number < 10; number++) {
            publish(writer, message(number, 32));
        }
        for (int number = 0; number < 10; number++) {
            assertThat(take(reader)).isEqualTo(message(number, 32));
        }
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    /** A malicious copy: a length of more bytes than there are, in a record of the right size. */
    @ParameterizedTest
    @ValueSource(ints = {41, 48, 1000})
    void aLengthThatDoesNotFitIsNotBelieved(int length) {
        RingReader reader = ring.reader();
        publish(writer, message(0, length));
        ring.segment.set(LONG, RingLayout.NEWEST_HEADER_AT, ring.memory.recordHeader(0));
        ring.segment.set(LONG, RingLayout.NEWEST_END_AT, ring.memory.tail());

        assertThat(take(reader)).isEqualTo(message(0, length));
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "1, 1", "2, 1", "4, 1", "7, 1", "0, 1"})
    void aHeaderOfAnotherMessageOrOfAPartIsNotBelieved(int flags, long number) {
        wishCopies();
        RingReader reader = ring.reader();
        publish(writer, message(0, 32));
        ring.segment.set(LONG, RingLayout.NEWEST_HEADER_AT, RingLayout.recordHeader(32, flags, number));
        ring.segment.asSlice(RingLayout.NEWEST_BYTES_AT, 32).fill((byte) -1);

        assertThat(take(reader)).isEqualTo(message(0, 32));
    }

    @Test
    void aMessageThatIsTooLargeForTheReaderIsPassedHereToo() {
        wishCopies();
        RingReader small = RingReader.passive(ring.reopened(), ring.new Handle(), false, 8, TestRing.NO_SPINNING);
        publish(writer, message(0, 9));

        Refusal.of(Errno.EMSGSIZE, () -> take(small));
        publish(writer, message(1, 8));
        assertThat(take(small)).isEqualTo(message(1, 8));
    }

    @Test
    void aReaderWishesCopiesInAConversationAndNoneInAStream() {
        RingReader reader = ring.reader();
        CompletableFuture<Void> answered = CompletableFuture.completedFuture(null);
        int number = 0;
        while (!isWished() && number < 1000) {
            int expected = number++;
            // The reader waits for each message before it finds it.
            answered.join();
            answered = CompletableFuture.runAsync(() -> awaitMessage(reader, expected), OWN_THREAD);
            ring.awaitReaderAsleep();
            publish(writer, message(expected, 32));
        }
        answered.join();
        assertThat(number).isBetween(20, 999);

        for (int i = 0; i < 5; i++) {
            publish(writer, message(number + i, 32));
        }
        assertThat(take(reader)).isEqualTo(message(number, 32));
        assertThat(isWished()).isFalse();
    }

    private boolean isWished() {
        return ring.get(RingLayout.COPIES_WISHED_AT) != 0;
    }

    private static void awaitMessage(RingReader reader, int number) {
        Outcome outcome;
        do {
            outcome = reader.read(Deadline.NEVER);
        } while (outcome != Outcome.MESSAGE);
        assertThat(TestRing.found(reader)).isEqualTo(message(number, 32));
    }
}
