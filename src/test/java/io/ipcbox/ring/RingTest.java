package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.OWN_THREAD;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.WaitEndedException.Reason;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.ring.TestRing.Handle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guarantees of a ring for its writer and readers, in the memory of one process. */
class RingTest {
    private final TestRing ring = new TestRing();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 4095, 8184, 8185, 16_368, 50_001})
    void messagesOfAnyLengthArriveAsTheyWere(int length) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();

        publish(writer, message(1, length));
        publish(writer, numbered(2));

        assertThat(take(reader)).isEqualTo(message(1, length));
        assertThat(take(reader)).isEqualTo(numbered(2));
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void aPartOfTheCallersArrayIsPublished() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();

        assertThat(writer.publish(new byte[] {1, 2, 3, 4}, 1, 2)).isTrue();

        assertThat(take(reader)).containsExactly(2, 3);
    }

    @Test
    void messagesSurviveTheEndOfTheDataAtEveryOffset() {
        for (int left = 8; left <= 264; left += 8) {
            TestRing fresh = new TestRing();
            RingWriter writer = fresh.writer(PATIENT);
            RingReader reader = fresh.reader();
            moveTailTo(CAPACITY - left, writer, reader);

            for (int number = 0; number < 4; number++) {
                publish(writer, message(number, 100));
            }

            for (int number = 0; number < 4; number++) {
                assertThat(take(reader))
                        .as("message %d, %d bytes before the end", number, left)
                        .isEqualTo(message(number, 100));
            }
        }
    }

    private static void moveTailTo(long position, RingWriter writer, RingReader reader) {
        long todo = position;
        while (todo > 0) {
            // The last two share the rest, so that neither is too short for a header.
            long record = todo > 8192 + 16 ? 8192 : todo > 8192 ? todo - 4096 : todo;
            byte[] filler = new byte[(int) record - RingLayout.RECORD_HEADER_BYTES];
            publish(writer, filler);
            assertThat(take(reader)).hasSameSizeAs(filler);
            todo -= record;
        }
    }

    @Test
    void aMessageLargerThanTheRingGoesThroughInParts() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        byte[] huge = message(1, 700_001);

        CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                () -> {
                    publish(writer, huge);
                    publish(writer, numbered(2));
                },
                OWN_THREAD);

        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
        assertThat(reader.buffer()).startsWith(huge);
        assertThat(reader.length()).isEqualTo(huge.length);
        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
        publishing.join();
    }

    @Test
    void aReaderInPartsGetsALongMessagePieceByPiece() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.readerInParts();
        byte[] huge = message(1, 700_001);
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                () -> {
                    publish(writer, huge);
                    publish(writer, numbered(2));
                },
                OWN_THREAD);

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        boolean first = true;
        Outcome outcome;
        do {
            outcome = reader.read(Deadline.NEVER);
            assertThat(reader.isAtFirstPart()).isEqualTo(first);
            received.write(reader.buffer(), reader.offset(), reader.length());
            first = false;
        } while (outcome == Outcome.PART);

        assertThat(outcome).isEqualTo(Outcome.MESSAGE);
        assertThat(received.toByteArray()).isEqualTo(huge);
        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
        assertThat(reader.isAtFirstPart()).isTrue();
        assertThat(reader.length()).isEqualTo(numbered(2).length);
        publishing.join();
    }

    /** Messages of one record, read with others or alone, and of several, of which the last exceeds the limit. */
    @ParameterizedTest
    @ValueSource(ints = {100, 6000, 10_000})
    void aMessageLargerThanTheReaderTakesIsSaidOnceAndPassed(int largest) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = new RingReader(ring.reopened(), ring.new Handle(), false, largest, TestRing.NO_SPINNING);
        assertPassesWhatIsTooLarge(writer, reader, largest);

        assertThat(writer.readers())
                .singleElement()
                .returns(2L, RingReaderStatus::taken)
                .returns(0L, RingReaderStatus::behind);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 6000, 10_000})
    void aPassiveReaderPassesWhatIsTooLargeToo(int largest) {
        RingReader passive =
                RingReader.passive(ring.reopened(), ring.new Handle(), false, largest, TestRing.NO_SPINNING);
        assertPassesWhatIsTooLarge(ring.writer(PATIENT), passive, largest);
    }

    private static void assertPassesWhatIsTooLarge(RingWriter writer, RingReader reader, int largest) {
        reader.read(AT_ONCE); // WRITER_CAME
        int[] tooLarge = {largest + 1, 2 * largest};
        publish(writer, new byte[largest]);
        for (int bytes : tooLarge) {
            publish(writer, new byte[bytes]);
        }
        publish(writer, numbered(3));

        assertThat(take(reader)).hasSize(largest);
        for (int bytes : tooLarge) {
            assertThatThrownBy(() -> reader.read(AT_ONCE))
                    .hasMessageStartingWith(
                            "cannot receive a message of " + bytes + " bytes from ring \"test\": EMSGSIZE")
                    .hasMessageContaining("takes up to " + largest)
                    .hasMessageContaining("the next read continues with the next message");
        }
        assertThat(reader.next()).isEqualTo(3);
        assertThat(take(reader)).isEqualTo(numbered(3));
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    /** A message that is too long for a reader delays the writer no more than others. */
    @Test
    void aMessageLargerThanTheRingAndTheReaderIsPassedAsItComes() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = new RingReader(ring.reopened(), ring.new Handle(), false, 100, TestRing.NO_SPINNING);
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                () -> {
                    publish(writer, message(1, 700_001));
                    publish(writer, numbered(2));
                },
                OWN_THREAD);

        assertThatThrownBy(() -> reader.read(Deadline.NEVER))
                .hasMessageContaining("a message of 700001 bytes")
                .hasMessageContaining("EMSGSIZE");
        assertThat(takeWaiting(reader)).isEqualTo(numbered(2));
        publishing.join();
    }

    @Test
    void everyReaderGetsEveryMessageInOrder() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader one = ring.reader();
        RingReader other = ring.reader();

        for (int round = 0; round < 1000; round++) {
            publish(writer, message(round, round));
            assertThat(take(one)).isEqualTo(message(round, round));
            if (round % 10 == 9) {
                for (int behind = round - 9; behind <= round; behind++) {
                    assertThat(take(other)).isEqualTo(message(behind, behind));
                }
            }
        }
    }

    @Test
    void aLateReaderStartsWithTheNextMessage() {
        RingWriter writer = ring.writer(PATIENT);
        publish(writer, numbered(1));

        RingReader late = ring.reader();
        publish(writer, numbered(2));

        assertThat(take(late)).isEqualTo(numbered(2));
    }

    @Test
    void aReaderThatJoinsInTheMiddleOfAMessageStartsWithTheNext() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader early = ring.reader();
        byte[] huge = message(1, 300_000);
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                () -> {
                    publish(writer, huge);
                    publish(writer, numbered(2));
                },
                OWN_THREAD);
        ring.awaitWriterAsleep();

        RingReader late = ring.reader();
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> takeWaiting(late), OWN_THREAD);

        assertThat(takeWaiting(early)).isEqualTo(huge);
        assertThat(takeWaiting(early)).isEqualTo(numbered(2));
        assertThat(first.join()).isEqualTo(numbered(2));
        publishing.join();
    }

    @Test
    void aReaderFromTheOldestGetsWhatTheRingStillHoldsWithoutAGap() {
        RingWriter writer = ring.writer(PATIENT);
        int last = 9999;
        for (int number = 0; number <= last; number++) {
            publish(writer, numbered(number));
        }

        RingReader reader = ring.reader(ring.new Handle(), true);
        byte[] first = take(reader);

        int held = last - ByteBuffer.wrap(first).getInt();
        assertThat(held).isGreaterThan((int) (CAPACITY / 16 * 12 / 16));
        for (int number = last - held + 1; number <= last; number++) {
            assertThat(take(reader)).isEqualTo(numbered(number));
        }
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void aReaderFromTheOldestOfANewRingGetsEverything() {
        RingWriter writer = ring.writer(PATIENT);
        publish(writer, numbered(0));

        assertThat(take(ring.reader(ring.new Handle(), true))).isEqualTo(numbered(0));
    }

    @Test
    void aReaderThatWaitsIsWokenByTheNextMessage() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        CompletableFuture<byte[]> next = CompletableFuture.supplyAsync(() -> takeWaiting(reader), OWN_THREAD);
        ring.awaitReaderAsleep();

        publish(writer, numbered(1));

        assertThat(next.join()).isEqualTo(numbered(1));
    }

    @Test
    void aWriterThatWaitsForRoomIsWokenByTheReaderThatMakesIt() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                () -> {
                    for (int number = 0; number < 100; number++) {
                        publish(writer, message(number, 1000));
                    }
                },
                OWN_THREAD);
        ring.awaitWriterAsleep();

        for (int number = 0; number < 100; number++) {
            assertThat(takeWaiting(reader)).isEqualTo(message(number, 1000));
        }
        publishing.join();
    }

    @Test
    void theEndIsSaidAfterTheLastMessageAndAgainWheneverAsked() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        writer.end();

        assertThat(take(reader)).isEqualTo(numbered(1));
        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.ENDED);
        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.ENDED);
    }

    @Test
    void aMessagePublishedWhileAReaderLooksAroundComesBeforeTheEnd() {
        RingWriter writer = ring.writer(PATIENT);
        Handle handle = ring.new Handle();
        RingReader reader = ring.reader(handle, false);
        handle.beforeLookingAtTheWriter = () -> {
            handle.beforeLookingAtTheWriter = () -> {};
            publish(writer, numbered(1));
            writer.end();
        };

        assertThat(take(reader)).isEqualTo(numbered(1));
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.ENDED);
    }

    @Test
    void aMessagePublishedWhileAReaderLooksAroundComesBeforeTheDeathOfTheWriter() {
        Handle dying = ring.new Handle();
        RingWriter writer = ring.writer(dying, PATIENT);
        Handle handle = ring.new Handle();
        RingReader reader = ring.reader(handle, false);
        handle.beforeLookingAtTheWriter = () -> {
            publish(writer, numbered(1));
            dying.die();
            handle.beforeLookingAtTheWriter = () -> {};
        };

        assertThat(take(reader)).isEqualTo(numbered(1));
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.WRITER_GONE);
    }

    @Test
    void noMessageIsLostToTheEndHoweverCloseTheyFollowEachOther() {
        for (int round = 0; round < 300; round++) {
            TestRing fresh = new TestRing();
            RingWriter writer = fresh.writer(PATIENT);
            RingReader reader = fresh.reader();
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(
                    () -> {
                        publish(writer, numbered(1));
                        writer.end();
                    },
                    OWN_THREAD);

            assertThat(reader.read(Deadline.NEVER)).as("round %d", round).isEqualTo(Outcome.MESSAGE);
            assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.ENDED);
            publishing.join();
        }
    }

    @Test
    void nothingIsPublishedAfterTheEnd() {
        RingWriter writer = ring.writer(PATIENT);
        writer.end();

        assertThat(writer.publish(numbered(1), 0, 4)).isFalse();
        assertThat(writer.published()).isZero();
    }

    @Test
    void aReaderIsToldOnceThatTheWriterDiedAndOnceThatOneCame() {
        Handle first = ring.new Handle();
        ring.writer(first, PATIENT);
        RingReader reader = ring.reader();
        assertThat(reader.hasWriter()).isTrue();

        first.die();
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.WRITER_GONE);
        assertThat(reader.hasWriter()).isFalse();
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);

        publish(ring.writer(PATIENT), numbered(1));
        assertThat(reader.read(AT_ONCE)).as("before its first message").isEqualTo(Outcome.WRITER_CAME);
        assertThat(take(reader)).isEqualTo(numbered(1));
    }

    @Test
    void closingAReaderEndsTheReadOfAnotherThreadAndFreesThePlace() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        CompletableFuture<Outcome> reading =
                CompletableFuture.supplyAsync(() -> reader.read(Deadline.NEVER), OWN_THREAD);
        ring.awaitReaderAsleep();

        reader.close();

        assertThat(reasonOf(reading)).isEqualTo(Reason.CLOSED);
        assertThat(writer.readers()).isEmpty();
        assertErrno(Errno.EBADF, () -> reader.read(Deadline.NEVER));
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void aClosedReaderLeavesThePlaceAloneThatIsAnothersNow() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader old = ring.reader();
        old.close();
        RingReader next = ring.reader();

        old.close();
        old.stop();
        assertErrno(Errno.EBADF, () -> old.read(AT_ONCE));

        publish(writer, numbered(1));
        assertThat(writer.readers()).hasSize(1);
        assertThat(take(next)).isEqualTo(numbered(1));
    }

    @Test
    void stoppingAReaderEndsItsWait() {
        RingReader reader = ring.reader();
        CompletableFuture<Outcome> reading =
                CompletableFuture.supplyAsync(() -> reader.read(Deadline.NEVER), OWN_THREAD);
        ring.awaitReaderAsleep();

        reader.stop();

        assertThat(reading.join()).isEqualTo(Outcome.STOPPED);
        publish(ring.writer(PATIENT), numbered(1));
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.STOPPED);
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitOfAReaderAndIsKept() {
        RingReader reader = ring.reader();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Outcome> read = new CompletableFuture<>();
        Thread reading = Thread.ofPlatform().start(() -> {
            read.completeAsync(() -> reader.read(Deadline.NEVER), Runnable::run);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        ring.awaitReaderAsleep();

        reading.interrupt();

        assertThat(reasonOf(read)).isEqualTo(Reason.INTERRUPTED);
        assertThat(interrupted.join()).isTrue();
    }

    /** A read that finds something, or whose time is up, does not wait. */
    @Test
    void aThreadThatIsInterruptedStillReadsWhatIsThere() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        Thread.currentThread().interrupt();
        try {
            assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
            assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Reason reasonOf(CompletableFuture<?> wait) {
        Throwable thrown = catchThrowable(wait::join);
        return assertThat(thrown)
                .cause()
                .asInstanceOf(type(WaitEndedException.class))
                .actual()
                .reason();
    }

    @Test
    void aSecondWriterIsRefused() {
        ring.writer(PATIENT);

        assertErrno(Errno.EBUSY, () -> ring.writer(PATIENT));
    }

    @Test
    void aReaderTooManyIsRefusedUntilAPlaceIsFree() {
        TestRing small = new TestRing(2);
        RingReader one = small.reader();
        small.reader();

        assertErrno(Errno.EUSERS, small::reader);

        one.close();
        small.reader();
    }

    @Test
    void thePlaceOfADeadReaderIsTakenOverByTheNextOne() {
        TestRing small = new TestRing(1);
        Handle dying = small.new Handle();
        small.reader(dying, false);
        RingWriter writer = small.writer(PATIENT);
        publish(writer, numbered(1));
        dying.die();

        RingReader next = small.reader();
        publish(writer, numbered(2));

        assertThat(take(next)).isEqualTo(numbered(2));
    }

    @Test
    void theWriterSeesHowFarItsReadersAre() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader quick = ring.reader();
        ring.reader();
        for (int number = 0; number < 5; number++) {
            publish(writer, numbered(number));
            take(quick);
        }
        quick.read(AT_ONCE);

        assertThat(writer.readers())
                .extracting(RingReaderStatus::taken, RingReaderStatus::behind)
                .containsExactly(tuple(5L, 0L), tuple(0L, 5L));
        assertThat(writer.readers())
                .allMatch(reader -> reader.pid() == ProcessHandle.current().pid());
    }

    @Test
    void aReaderIsNotShownBeforeItGetsEveryMessageThatFollows() {
        RingWriter writer = ring.writer(PATIENT);
        Handle dead = ring.new Handle();
        ring.reader(dead, false);
        dead.die();
        ReaderPlace joining = ReaderPlace.take(ring.memory, ring.new Handle());
        joining.sign();
        joining.register(false);

        assertThat(writer.readers()).isEmpty();

        joining.hasJoined();
        assertThat(writer.readers()).hasSize(1);
    }

    private static byte[] takeWaiting(RingReader reader) {
        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
        return TestRing.found(reader);
    }

    private static void assertErrno(Errno expected, Runnable action) {
        assertThatThrownBy(action::run)
                .asInstanceOf(InstanceOfAssertFactories.type(IpcException.class))
                .returns(expected, IpcException::errno);
    }
}
