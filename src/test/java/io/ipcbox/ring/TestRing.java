package io.ipcbox.ring;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ring.RingReader.Outcome;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** A ring in this process's memory, with locks that a test can release, as if a process had died. */
final class TestRing {
    static final Duration PATIENT = Duration.ofHours(1);
    static final Duration IMPATIENT = Duration.ofNanos(1);
    static final Deadline AT_ONCE = Deadline.after(Duration.ZERO);
    static final WaitStrategy NO_SPINNING = new WaitStrategy(0, 0);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final int LARGEST = 1 << 20;
    static final long CAPACITY = 1 << 16;

    /** One thread for each task: the common pool may have only one. */
    static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

    final MemorySegment segment;
    final RingMemory memory;
    private final Map<Long, Handle> held = new HashMap<>();

    TestRing() {
        this(4);
    }

    TestRing(int places) {
        // Never freed: RingBytes does not keep it reachable.
        this(places, Arena.global());
    }

    /** In memory that lives at least as long as this object. */
    TestRing(int places, Arena arena) {
        RingSettings settings = new RingSettings(CAPACITY, places);
        segment = arena.allocate(RingMemory.bytes(settings), 4096);
        memory = RingMemory.format(segment, "ring \"test\"", settings, 0, 0);
    }

    /** The ring as another process would see it. */
    RingMemory reopened() {
        return RingMemory.open(segment, "ring \"test\"");
    }

    RingWriter writer(Duration stallTimeout) {
        return writer(new Handle(), stallTimeout);
    }

    RingWriter writer(Handle handle, Duration stallTimeout) {
        return new RingWriter(reopened(), handle, stallTimeout, NO_SPINNING);
    }

    RingReader reader() {
        return reader(new Handle(), false);
    }

    RingReader readerInParts() {
        return RingReader.inParts(reopened(), new Handle(), false, NO_SPINNING);
    }

    RingReader reader(Handle handle, boolean fromOldest) {
        return new RingReader(reopened(), handle, fromOldest, LARGEST, NO_SPINNING);
    }

    RingReader passiveReader(boolean fromOldest) {
        return RingReader.passive(reopened(), new Handle(), fromOldest, LARGEST, NO_SPINNING);
    }

    int get(long at) {
        return memory.bytes.acquireInt(at);
    }

    void awaitWriterAsleep() {
        while (get(RingLayout.WRITER_ASLEEP_AT) == 0) {
            LockSupport.parkNanos(100_000);
        }
    }

    void awaitReaderAsleep() {
        while (get(RingLayout.READERS_ASLEEP_AT) == 0) {
            LockSupport.parkNanos(100_000);
        }
    }

    /** The message of that number; every byte follows from number and length. */
    static byte[] message(long number, int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (number * 31 + i * 7L + (i >> 8));
        }
        return message;
    }

    static byte[] numbered(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    static void publish(RingWriter writer, byte[] message) {
        if (!writer.publish(message, 0, message.length)) {
            throw new AssertionError("not published");
        }
    }

    /** False if there was no room for all of it; does not wait for room. */
    static boolean publishIfThereIsRoom(RingWriter writer, byte[] message) {
        Thread.currentThread().interrupt();
        boolean published = publishUnlessInterrupted(writer, message);
        if (!Thread.interrupted()) {
            throw new AssertionError("the interrupt got lost");
        }
        return published;
    }

    private static boolean publishUnlessInterrupted(RingWriter writer, byte[] message) {
        try {
            return writer.publish(message, 0, message.length);
        } catch (WaitEndedException e) {
            return false;
        }
    }

    /** The next message; any other outcome of the read is an error. */
    static byte[] take(RingReader reader) {
        Outcome outcome = reader.read(AT_ONCE);
        if (outcome != Outcome.MESSAGE) {
            throw new AssertionError("found " + outcome + " instead of a message");
        }
        return found(reader);
    }

    /** The message that the last read found. */
    static byte[] found(RingReader reader) {
        return Arrays.copyOfRange(reader.buffer(), reader.offset(), reader.offset() + reader.length());
    }

    /** A process that has the ring open. */
    final class Handle implements ByteLocks {
        /** Runs when this process checks whether the ring has a writer, so that others can act just before. */
        Runnable beforeLookingAtTheWriter = () -> {};

        @Override
        public boolean tryLock(long at) {
            synchronized (held) {
                return held.putIfAbsent(at, this) == null || held.get(at) == this;
            }
        }

        @Override
        public void unlock(long at) {
            synchronized (held) {
                held.remove(at, this);
            }
        }

        @Override
        public boolean isLockedElsewhere(long at) {
            if (at == RingLayout.WRITER_LOCK_AT) {
                beforeLookingAtTheWriter.run();
            }
            synchronized (held) {
                return held.containsKey(at) && held.get(at) != this;
            }
        }

        /** What the kernel does when a process ends for any reason. */
        void die() {
            synchronized (held) {
                held.values().removeIf(holder -> holder == this);
            }
        }
    }
}
