package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ring.RingReader.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Any row of actions against a model: a list of the messages so far, and for each reader the number it expects. */
class RingPropertyTest {
    /** Something that a process does. */
    sealed interface Action {}

    private record Publish(int bytes) implements Action {}

    private record Read(int reader, int messages) implements Action {}

    private record Join(boolean fromOldest) implements Action {}

    private record Leave(int reader) implements Action {}

    private record ChangeWriter() implements Action {}

    @Provide
    Arbitrary<List<Action>> actions() {
        Arbitrary<Action> publish = Arbitraries.integers()
                .between(4, 200_000)
                .withDistribution(RandomDistribution.biased())
                .map(Publish::new);
        Arbitrary<Action> read = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 20))
                .as(Read::new);
        Arbitrary<Action> join = Arbitraries.of(true, false).map(Join::new);
        Arbitrary<Action> leave = Arbitraries.integers().between(0, 3).map(Leave::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(10, publish),
                        Tuple.of(6, read),
                        Tuple.of(1, join),
                        Tuple.of(1, leave),
                        Tuple.of(1, Arbitraries.create(ChangeWriter::new)))
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 150)
    void everyReaderGetsEveryMessageOrTheExactNumberOfThoseItLost(@ForAll("actions") List<Action> actions) {
        Model model = new Model();
        actions.forEach(model::perform);
        model.readers.forEach(reader -> model.read(reader, Integer.MAX_VALUE));
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

        /** It begins with its number, the rest follows from number and length. */
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
                        // Who comes back begins with the next message; a newcomer may not know what it lost.
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
