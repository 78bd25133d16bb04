package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading many messages at once. */
class RingHandlerTest {
    private final TestRing ring = new TestRing();
    private final List<Integer> seen = new ArrayList<>();
    private final MessageHandler collect = (buffer, offset, length) ->
            seen.add(ByteBuffer.wrap(buffer, offset, length).getInt());

    @Test
    void everyMessageComesOnceAndInOrder() {
        try (RingWriter writer = ring.writer(PATIENT);
                RingReader reader = ring.reader()) {
            for (int next = 0; next < 20_000; next += 500) {
                for (int i = next; i < next + 500; i++) {
                    publish(writer, numbered(i));
                }
                while (reader.hasNext()) {
                    assertThat(reader.read(AT_ONCE, 300, collect)).isEqualTo(Outcome.MESSAGE);
                }
            }
            assertThat(seen).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
            assertThat(reader.next()).isEqualTo(20_000);
            assertThat(writer.readers().getFirst().taken()).isPositive();
        }
    }

    @Test
    void noMoreThanAskedFor() {
        try (RingWriter writer = ring.writer(PATIENT);
                RingReader reader = ring.reader()) {
            for (int i = 0; i < 10; i++) {
                publish(writer, numbered(i));
            }
            reader.read(AT_ONCE, 3, collect);
            assertThat(seen).containsExactly(0, 1, 2);
            assertThat(reader.read(AT_ONCE)).isEqualTo(Outcome.MESSAGE);
            assertThat(ByteBuffer.wrap(reader.buffer(), reader.offset(), 4).getInt())
                    .isEqualTo(3);
            reader.read(AT_ONCE, 1, collect);
            reader.read(AT_ONCE, Integer.MAX_VALUE, collect);
            assertThat(seen).containsExactly(0, 1, 2, 4, 5, 6, 7, 8, 9);
            assertThat(reader.read(AT_ONCE, 1, collect)).isEqualTo(Outcome.NOTHING);
            assertThatThrownBy(() -> reader.read(AT_ONCE, 0, collect)).hasMessageContaining("most=0");
        }
    }

    @Test
    void longMessagesAmongShortOnesComeWhole() {
        List<byte[]> sent = new ArrayList<>();
        List<byte[]> got = new ArrayList<>();
        try (RingWriter writer = ring.writer(PATIENT);
                RingReader reader = ring.reader()) {
            for (int i = 0; i < 400; i++) {
                byte[] message = TestRing.message(i, i % 7 == 0 ? 9000 : i % 50);
                sent.add(message);
                publish(writer, message);
                if (i % 4 == 0) {
                    readAll(reader, got);
                }
            }
            readAll(reader, got);
        }
        assertThat(got).usingElementComparator(Arrays::compare).isEqualTo(sent);
    }

    /** They fill the window, which holds only a part of the last one. */
    @Test
    void messagesThatWereCopiedInPartComeWhole() {
        List<byte[]> sent =
                IntStream.range(0, 30).mapToObj(i -> TestRing.message(i, 1000)).toList();
        List<byte[]> got = new ArrayList<>();
        try (RingWriter writer = ring.writer(PATIENT);
                RingReader reader = ring.reader()) {
            sent.forEach(message -> publish(writer, message));
            readAll(reader, got);
        }
        assertThat(got).usingElementComparator(Arrays::compare).isEqualTo(sent);
    }

    @Test
    void messageThatIsTooLargeIsNotHandedOverWithTheOthers() {
        try (RingWriter writer = ring.writer(PATIENT);
                RingReader reader =
                        new RingReader(ring.reopened(), ring.new Handle(), false, 100, TestRing.NO_SPINNING)) {
            publish(writer, numbered(0));
            publish(writer, numbered(1));
            publish(writer, new byte[101]);

            reader.read(AT_ONCE, 100, collect);

            assertThat(seen).containsExactly(0, 1);
            publish(writer, numbered(3));
            Refusal.of(Errno.EMSGSIZE, () -> reader.read(AT_ONCE, 100, collect));
            assertThat(seen).hasSize(2);
            assertThat(reader.read(AT_ONCE, 100, collect)).isEqualTo(Outcome.MESSAGE);
            assertThat(seen).containsExactly(0, 1, 3);
        }
    }

    private static void readAll(RingReader reader, List<byte[]> into) {
        while (reader.hasNext()) {
            reader.read(
                    AT_ONCE,
                    100,
                    (buffer, offset, length) -> into.add(Arrays.copyOfRange(buffer, offset, offset + length)));
        }
    }

    @Test
    void whatTheHandlerThrowsReachesTheCallerAndNothingIsLost() {
        try (RingWriter writer = ring.writer(PATIENT);
                RingReader reader = ring.reader()) {
            for (int i = 0; i < 6; i++) {
                publish(writer, numbered(i));
            }
            MessageHandler failing = (buffer, offset, length) -> {
                collect.message(buffer, offset, length);
                if (seen.size() == 3) {
                    throw new IllegalStateException("third");
                }
            };
            assertThatThrownBy(() -> reader.read(AT_ONCE, 100, failing)).hasMessage("third");
            reader.read(AT_ONCE, 100, collect);
            assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Test
    void readerThatWasCutOffIsToldBeforeItGoesOn() {
        try (RingWriter writer = ring.writer(IMPATIENT);
                RingReader reader = ring.reader()) {
            int sent = 0;
            while (writer.readers().isEmpty() || !writer.readers().getFirst().cutOff()) {
                publish(writer, numbered(sent++));
            }
            assertThat(reader.read(AT_ONCE, 100, collect)).isEqualTo(Outcome.LAGGED);
            assertThat(seen).isEmpty();
            long lost = reader.lost();
            publish(writer, numbered(sent));
            reader.read(AT_ONCE, 100, collect);
            assertThat(seen).containsExactly(Math.toIntExact(lost));
        }
    }
}
