package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.support.property.Generator.among;
import static io.ipcbox.support.property.Generator.integers;
import static io.ipcbox.support.property.Generator.weighted;
import static io.ipcbox.support.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.property.Generator;
import io.ipcbox.support.property.Generator.Weighted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any sequence of actions, checked against a model: the list of messages, and the number that each reader expects. */
class RingPropertyTest {
    /** An action of a process. */
    sealed interface Action {}

    private record Publish(int bytes) implements Action {}

    private record Read(int reader, int messages) implements Action {}

    private record Join(boolean fromOldest) implements Action {}

    private record Leave(int reader) implements Action {}

    private record ChangeWriter() implements Action {}

    private static Generator<List<Action>> actions() {
        Generator<Action> publish = integers(4, 200_000).map(Publish::new);
        Generator<Action> read =
                integers(0, 3).flatMap(reader -> integers(1, 20).map(messages -> new Read(reader, messages)));
        Generator<Action> join = among(true, false).map(Join::new);
        Generator<Action> leave = integers(0, 3).map(Leave::new);
        return weighted(
                        new Weighted<>(10, publish),
                        new Weighted<>(6, read),
                        new Weighted<>(1, join),
                        new Weighted<>(1, leave),
                        new Weighted<>(1, among(new ChangeWriter())))
                .list(0, 200);
    }

    @Test
    void everyReaderGetsEveryMessageOrTheExactNumberOfThoseItLost() {
        forAll(150, actions(), actions -> {
            Model model = new Model();
            actions.forEach(model::perform);
            model.readers.forEach(reader -> model.read(reader, Integer.MAX_VALUE));
        });
    }

    private static final class Follower {
        private final RingReader reader;
        private long expected;

        private Follower(RingReader reader, long expected) {
            this.reader = reader;
            this.expected = expected;
        }
    }

    private static final class Model {
        private final TestRing ring = new TestRing(4);
        private RingWriter writer = ring.writer(IMPATIENT);
        private final List<Integer> published = new ArrayList<>();
        private final List<Follower> readers = new ArrayList<>();

        private void perform(Action action) {
            switch (action) {
                case Publish publish -> {
                    TestRing.publish(writer, message(published.size(), publish.bytes));
                    published.add(publish.bytes);
                    assertThat(writer.published()).isEqualTo(published.size());
                }
                case Read read -> {
                    if (read.reader < readers.size()) {
                        read(readers.get(read.reader), read.messages);
                    }
                }
                case Join join -> join(join.fromOldest);
                case Leave leave -> {
                    if (leave.reader < readers.size()) {
                        readers.remove(leave.reader).reader.close();
                    }
                }
                case ChangeWriter change -> {
                    writer.close();
                    writer = ring.writer(IMPATIENT);
                }
            }
        }

        /** It starts with its number; the rest follows from number and length. */
        private static byte[] message(int number, int bytes) {
            byte[] message = TestRing.message(number, bytes);
            ByteBuffer.wrap(message).putInt(number);
            return message;
        }

        private void join(boolean fromOldest) {
            if (readers.size() < 4) {
                RingReader reader = ring.reader(ring.new Handle(), fromOldest);
                readers.add(new Follower(reader, fromOldest ? -1 : published.size()));
            }
        }

        private void read(Follower follower, int messages) {
            for (int i = 0; i < messages; i++) {
                Outcome outcome = follower.reader.read(AT_ONCE);
                switch (outcome) {
                    case MESSAGE -> check(follower);
                    case LAGGED -> {
                        // A reader that was cut off continues with the next message; a new one may not know what it
                        // lost.
                        long next = follower.expected + follower.reader.lost();
                        assertThat(follower.expected < 0 ? published.size() : next)
                                .isEqualTo(published.size());
                        follower.expected = published.size();
                    }
                    default -> {
                        assertThat(outcome).isEqualTo(Outcome.NOTHING);
                        assertThat(follower.expected).isIn(-1L, (long) published.size());
                        return;
                    }
                }
            }
        }

        private void check(Follower follower) {
            RingReader reader = follower.reader;
            int number = ByteBuffer.wrap(reader.buffer()).getInt(reader.offset());
            if (follower.expected >= 0) {
                assertThat(number).isEqualTo((int) follower.expected);
            }
            byte[] whole = message(number, published.get(number));
            assertThat(reader.length()).isEqualTo(whole.length);
            assertThat(Arrays.equals(
                            reader.buffer(), reader.offset(), reader.offset() + whole.length, whole, 0, whole.length))
                    .isTrue();
            follower.expected = number + 1L;
        }
    }
}
