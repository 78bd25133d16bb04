package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.CAPACITY;
import static io.ipcbox.ring.TestRing.IMPATIENT;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.message;
import static io.ipcbox.ring.TestRing.publish;

import io.ipcbox.ring.RingReader.Outcome;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One step of the writer against one read, on the real classes, a million times in every order that compiler and
 * processor produce. {@code scripts/ring-races} runs them.
 */
public class RingRaces {
    private static final int BYTES = 1000;
    private static final int FULL = (int) (CAPACITY / RingLayout.recordBytes(BYTES));

    /** A message is published: the reader finds nothing, or all of it. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
    @org.openjdk.jcstress.annotations.Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, and whole")
    @State
    public static class Publish {
        private final TestRing ring = new TestRing(1, Arena.ofAuto());
        private final RingWriter writer = ring.writer(PATIENT);
        private final RingReader reader = ring.reader();

        @Actor
        public void write() {
            publish(writer, message(0, 40));
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = found(reader, 0, 40, -1);
        }
    }

    /**
     * Two messages are published with a copy beside the tail: the reader finds nothing, or the first one, and whole.
     */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
    @org.openjdk.jcstress.annotations.Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, and whole")
    @State
    public static class Copy {
        private final TestRing ring = new TestRing(1, Arena.ofAuto());
        private final RingWriter writer = ring.writer(PATIENT);
        private final RingReader reader = ring.reader();

        public Copy() {
            ring.memory.newest.wish(true);
            // The writer sees the request when it publishes.
            publish(writer, message(9, 0));
            TestRing.take(reader);
        }

        @Actor
        public void write() {
            publish(writer, message(0, 40));
            publish(writer, message(1, 40));
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = found(reader, 0, 40, -1);
        }
    }

    /** The writer overwrites what a passive reader reads: the reader gets it whole, or knows that it is lost. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "still there, and whole")
    @org.openjdk.jcstress.annotations.Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "gone, and said so")
    @State
    public static class Lap {
        private final TestRing ring = new TestRing(1, Arena.ofAuto());
        private final RingWriter writer = ring.writer(PATIENT);
        private final RingReader reader = ring.passiveReader(false);

        public Lap() {
            fill(writer);
        }

        @Actor
        public void write() {
            publish(writer, message(FULL, BYTES));
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = found(reader, 0, BYTES, 0);
        }
    }

    /** The writer cuts off a registered reader while it reads: it gets its message whole, or learns of the loss. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "in time, and whole")
    @org.openjdk.jcstress.annotations.Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "cut off, and said so")
    @State
    public static class CutOff {
        private final TestRing ring = new TestRing(1, Arena.ofAuto());
        private final RingWriter writer = ring.writer(IMPATIENT);
        private final RingReader reader = ring.reader();

        public CutOff() {
            fill(writer);
        }

        @Actor
        public void write() {
            publish(writer, message(FULL, BYTES));
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = found(reader, 0, BYTES, FULL);
        }
    }

    /** A second writer takes over while the reader looks: its message arrives whole, before or after WRITER_CAME. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "only news, or nothing")
    @org.openjdk.jcstress.annotations.Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the new writer's message")
    @State
    public static class Restart {
        private final TestRing ring = new TestRing(1, Arena.ofAuto());
        private final RingReader reader = ring.reader();

        public Restart() {
            RingWriter first = ring.writer(PATIENT);
            first.append(message(9, 40), 0, 40);
            first.close();
        }

        @Actor
        public void write() {
            publish(ring.writer(PATIENT), message(0, 40));
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = found(reader, 0, 40, -1);
        }
    }

    private static void fill(RingWriter writer) {
        for (int number = 0; number < FULL; number++) {
            publish(writer, message(number, BYTES));
        }
    }

    /** 1 for that message, whole; 2 for a loss of at least that many; 0 for nothing new; 3 for a forbidden result. */
    private static int found(RingReader reader, int number, int bytes, int lost) {
        Outcome outcome = reader.read(AT_ONCE);
        return switch (outcome) {
            case NOTHING, WRITER_CAME, WRITER_GONE -> 0;
            case MESSAGE -> isWhole(reader, number, bytes) ? 1 : 3;
            case LAGGED -> lost >= 0 && reader.lost() >= lost ? 2 : 3;
            default -> 3;
        };
    }

    private static boolean isWhole(RingReader reader, int number, int bytes) {
        byte[] expected = message(number, bytes);
        int from = reader.offset();
        return reader.length() == bytes && Arrays.equals(reader.buffer(), from, from + bytes, expected, 0, bytes);
    }
}
