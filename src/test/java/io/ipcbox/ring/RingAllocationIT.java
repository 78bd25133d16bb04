package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ring.RingReader.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages allocate nothing once the code is compiled. */
class RingAllocationIT {
    private static final int ROUNDS = 5_000;
    private static final int LONG_ROUNDS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RingFile written = AnonymousRing.create("lab", new RingSettings(1 << 16, 4));
    private final RingWriter writer = written.writer(PATIENT, WaitStrategy.FRUGAL);
    private final RingFile read =
            AnonymousRing.open(ProcessHandle.current().pid(), written.fileDescriptor(), PosixAccess.READ_WRITE);
    private final byte[] message = TestRing.message(1, 32);
    private long handled;
    private final MessageHandler handler = (buffer, offset, length) -> handled += length;

    @AfterEach
    void close() {
        read.close();
        written.close();
    }

    @Test
    void publishingAndReadingOneByOne() {
        try (RingReader reader = read.reader(false, 1 << 16, WaitStrategy.FRUGAL)) {
            untilNothingIsAllocated(ROUNDS, () -> {
                writer.publish(message, 0, message.length);
                require(reader.read(AT_ONCE) == Outcome.MESSAGE);
            });
        }
    }

    @Test
    void appendingAndReadingManyAtOnce() {
        try (RingReader reader = read.reader(false, 1 << 16, WaitStrategy.FRUGAL)) {
            untilNothingIsAllocated(ROUNDS, () -> {
                for (int i = 0; i < 20; i++) {
                    writer.append(message, 0, message.length);
                }
                writer.flush();
                require(reader.read(AT_ONCE, 100, handler) == Outcome.MESSAGE);
            });
            assertThat(handled).isPositive();
        }
    }

    @Test
    void writingInPlaceAndReadingPassively() {
        try (RingReader reader = read.passiveReader(false, 1 << 16, WaitStrategy.FRUGAL)) {
            untilNothingIsAllocated(ROUNDS, () -> {
                RingClaim claim = Objects.requireNonNull(writer.claim(32));
                claim.setLong(0, 1);
                claim.commit();
                require(reader.read(AT_ONCE) == Outcome.MESSAGE);
            });
        }
    }

    @Test
    void messagesInParts() {
        byte[] parts = TestRing.message(1, 30_000);
        try (RingReader reader = read.reader(false, 1 << 16, WaitStrategy.FRUGAL)) {
            untilNothingIsAllocated(LONG_ROUNDS, () -> {
                writer.publish(parts, 0, parts.length);
                require(reader.read(AT_ONCE) == Outcome.MESSAGE);
            });
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("a message went astray");
        }
    }

    private static void untilNothingIsAllocated(int rounds, Runnable messages) {
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1))
                .until(() -> allocated(rounds, messages) == 0);
    }

    private static long allocated(int rounds, Runnable messages) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            messages.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
