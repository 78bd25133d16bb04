package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.OWN_THREAD;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.take;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ring.RingReader.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are published together, and messages that are written in place. */
class RingBatchTest {
    private final TestRing ring = new TestRing();
    private final RingWriter writer = ring.writer(PATIENT);
    private final RingReader reader = ring.reader();

    @Test
    void appendedMessagesAreInvisibleBeforeTheFlush() {
        append(0);
        append(1);

        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
        assertThat(writer.published()).isZero();

        writer.flush();

        assertThat(writer.published()).isEqualTo(2);
        assertThat(take(reader)).isEqualTo(numbered(0));
        assertThat(take(reader)).isEqualTo(numbered(1));
    }

    @Test
    void publishingPublishesWhatWasAppendedBefore() {
        append(0);
        publish(writer, numbered(1));

        assertThat(take(reader)).isEqualTo(numbered(0));
        assertThat(take(reader)).isEqualTo(numbered(1));
    }

    @Test
    void theEndPublishesWhatWasAppendedBefore() {
        append(0);
        writer.end();

        assertThat(take(reader)).isEqualTo(numbered(0));
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.ENDED);
    }

    @Test
    void aBatchLargerThanTheRingIsPublishedAsFarAsItMustBe() {
        int messages = (int) (4 * CAPACITY / 1000);
        CompletableFuture<Void> appending = CompletableFuture.runAsync(
                () -> {
                    for (int number = 0; number < messages; number++) {
                        assertThat(writer.append(message(number, 1000), 0, 1000))
                                .isTrue();
                    }
                    writer.flush();
                },
                OWN_THREAD);

        for (int number = 0; number < messages; number++) {
            assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
            assertThat(reader.length()).isEqualTo(1000);
        }
        appending.join();
    }

    @Test
    void whatAWriterAppendedAndDidNotPublishDiesWithIt() {
        publish(writer, numbered(0));
        append(1);
        append(2);
        writer.close();

        RingWriter next = ring.writer(PATIENT);
        publish(next, numbered(7));

        assertThat(next.published()).isEqualTo(2);
        assertThat(take(reader)).isEqualTo(numbered(0));
        assertThat(take(reader)).isEqualTo(numbered(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 15, 16, 40, 1000, 8184})
    void whatIsWrittenInPlaceArrives(int length) {
        byte[] expected = message(3, length);
        RingClaim claim = requireNonNull(writer.claim(length));

        claim.setBytes(0, expected, 0, length);
        assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.NOTHING);
        claim.commit();

        assertThat(take(reader)).isEqualTo(expected);
    }

    @Test
    void numbersCanBeWrittenAtAnyOffset() {
        RingClaim claim = requireNonNull(writer.claim(11));
        claim.setBytes(0, new byte[11], 0, 11);
        claim.setLong(3, 0x1122_3344_5566_7788L);
        claim.commit();

        assertThat(ByteBuffer.wrap(take(reader)).order(ByteOrder.LITTLE_ENDIAN).getLong(3))
                .isEqualTo(0x1122_3344_5566_7788L);
    }

    @Test
    void claimsGoOnOverTheEndOfTheData() {
        for (int number = 0; number < 5 * CAPACITY / 1000; number++) {
            RingClaim claim = requireNonNull(writer.claim(1000));
            claim.setBytes(0, message(number, 1000), 0, 1000);
            claim.commit();
            assertThat(take(reader)).isEqualTo(message(number, 1000));
        }
    }

    @Test
    void nothingCanBeWrittenOutsideTheClaim() {
        RingClaim claim = requireNonNull(writer.claim(16));

        assertThatThrownBy(() -> claim.setLong(9, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> claim.setLong(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> claim.setBytes(8, new byte[16], 0, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> claim.setBytes(0, new byte[4], 0, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aClaimIsGoodForOneMessage() {
        RingClaim claim = requireNonNull(writer.claim(8));
        claim.commit();

        assertThatThrownBy(claim::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim.setLong(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(writer.published()).isEqualTo(1);
    }

    @Test
    void aClaimIsDroppedByTheNextMessage() {
        RingClaim claim = requireNonNull(writer.claim(8));
        publish(writer, numbered(1));

        assertThatThrownBy(claim::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim.setLong(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(take(reader)).isEqualTo(numbered(1));
    }

    @Test
    void aClaimThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> writer.claim(writer.longestClaim() + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.claim(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void append(int number) {
        assertThat(writer.append(numbered(number), 0, 4)).isTrue();
    }
}
