package io.ipcbox.ring;

import static io.ipcbox.ring.TestRing.AT_ONCE;
import static io.ipcbox.ring.TestRing.OWN_THREAD;
import static io.ipcbox.ring.TestRing.PATIENT;
import static io.ipcbox.ring.TestRing.numbered;
import static io.ipcbox.ring.TestRing.publish;
import static io.ipcbox.ring.TestRing.take;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.support.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** A writer and a reader serve one thread at a time: a second one gets an error, and does no harm. */
class RingThreadsTest {
    interface Use<T> {
        void of(T role);
    }

    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> WRITING = List.of(
            writing("publish", writer -> writer.publish(numbered(1), 0, 4)),
            writing("append", writer -> writer.append(numbered(1), 0, 4)),
            writing("flush", RingWriter::flush),
            writing("claim", writer -> writer.claim(4)),
            writing("awaitDrained", writer -> writer.awaitDrained(PATIENT)),
            writing("end", RingWriter::end));

    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> CLAIMING = List.of(
            Arguments.of("setLong", (Use<RingClaim>) claim -> claim.setLong(0, 1)),
            Arguments.of("setBytes", (Use<RingClaim>) claim -> claim.setBytes(0, numbered(1), 0, 4)),
            Arguments.of("commit", (Use<RingClaim>) RingClaim::commit));

    @SuppressWarnings("UnusedVariable") // JUnit finds it by name
    private static final List<Arguments> READING = List.of(
            reading("read", reader -> reader.read(AT_ONCE)),
            reading("read with a handler", reader -> reader.read(AT_ONCE, 9, (buffer, offset, length) -> {})),
            reading("hasNext", RingReader::hasNext));

    private final TestRing ring = new TestRing();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static Arguments writing(String name, Use<RingWriter> use) {
        return Arguments.of(name, use);
    }

    private static Arguments reading(String name, Use<RingReader> use) {
        return Arguments.of(name, use);
    }

    @Test
    void twoThreadsThatPublishAtTheSameTimeTearNoMessage() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> publishForever(writer, 1), OWN_THREAD);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> publishForever(writer, 2), OWN_THREAD);

        CompletableFuture<Object> refusal = CompletableFuture.anyOf(one, other);
        while (!refusal.isDone()) {
            if (reader.read(AT_ONCE) == Outcome.MESSAGE) {
                assertOfOneThread(TestRing.found(reader));
            }
        }

        assertThatThrownBy(refusal::join).hasCauseInstanceOf(ConcurrentModificationException.class);
        writer.stop();
    }

    private static void publishForever(RingWriter writer, int thread) {
        byte[] message = new byte[200];
        Arrays.fill(message, (byte) thread);
        while (writer.publish(message, 0, message.length)) {}
    }

    private static void assertOfOneThread(byte[] message) {
        byte[] expected = new byte[200];
        Arrays.fill(expected, message[0]);
        assertThat(message).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("WRITING")
    void aSecondThreadAtAWriterIsRefused(String name, Use<RingWriter> use) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        Thread first = Thread.ofPlatform().name("first").start(() -> writer.publish(new byte[200_000], 0, 200_000));
        ring.awaitWriterAsleep();

        assertRefused(() -> use.of(writer), first);

        assertThat(reader.read(Deadline.NEVER)).isEqualTo(Outcome.MESSAGE);
        assertThat(reader.length()).isEqualTo(200_000);
        writer.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("CLAIMING")
    void aSecondThreadAtAClaimIsRefused(String name, Use<RingClaim> use) {
        RingWriter writer = ring.writer(PATIENT);
        ring.reader();
        RingClaim claim = requireNonNull(writer.claim(8));
        Thread first = Thread.ofPlatform().name("first").start(() -> writer.publish(new byte[200_000], 0, 200_000));
        ring.awaitWriterAsleep();

        assertRefused(() -> use.of(claim), first);

        writer.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("READING")
    void aSecondThreadAtAReaderIsRefused(String name, Use<RingReader> use) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        CompletableFuture<Outcome> reading = new CompletableFuture<>();
        Thread first = Thread.ofPlatform()
                .name("first")
                .start(() -> reading.completeAsync(() -> reader.read(Deadline.NEVER), Runnable::run));
        ring.awaitReaderAsleep();

        assertRefused(() -> use.of(reader), first);

        publish(writer, numbered(1));
        assertThat(reading.join()).isEqualTo(Outcome.MESSAGE);
    }

    private static void assertRefused(Runnable action, Thread first) {
        assertThatThrownBy(action::run)
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessage(
                        "thread \"%s\" (%d) called while thread \"first\" (%d) was using the same reader or writer of "
                                        .formatted(
                                                Thread.currentThread().getName(),
                                                Thread.currentThread().threadId(),
                                                first.threadId())
                                + "ring \"test\"; call it from one thread at a time, or give each thread a handle of its own");
    }

    @Test
    void oneThreadAfterTheOtherMayUseARole() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        for (int number = 0; number < 100; number++) {
            byte[] message = numbered(number);
            CompletableFuture.runAsync(() -> publish(writer, message), OWN_THREAD)
                    .join();
            assertThat(CompletableFuture.supplyAsync(() -> take(reader), OWN_THREAD)
                            .join())
                    .isEqualTo(message);
        }
    }

    @Test
    void threadsThatExcludeEachOtherThemselvesMayShareAWriter() {
        RingWriter writer = ring.writer(PATIENT);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 1000; i++) {
                            synchronized (ring) {
                                publish(writer, numbered(i));
                            }
                        }
                    },
                    OWN_THREAD));
        }

        threads.forEach(CompletableFuture::join);

        assertThat(writer.published()).isEqualTo(3000);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("READING")
    void aHandlerCannotCallItsReader(String name, Use<RingReader> use) {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        publish(writer, numbered(2));
        List<byte[]> seen = new ArrayList<>();

        reader.read(AT_ONCE, 9, (buffer, offset, length) -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> use.of(reader))
                    .withMessageStartingWith(
                            "a message handler called the reader that was calling it, of ring \"test\"");
            seen.add(Arrays.copyOfRange(buffer, offset, offset + length));
        });

        assertThat(seen).containsExactly(numbered(1), numbered(2));
    }

    /** If the inner call left the role, the close would get in. */
    @Test
    void closingWaitsForAHandlerThatCalledItsReader() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        AtomicReference<Thread> closing = new AtomicReference<>();

        reader.read(AT_ONCE, 9, (buffer, offset, length) -> {
            assertThatIllegalStateException().isThrownBy(() -> reader.read(AT_ONCE));
            closing.set(startAndAwaitWaiting(reader::close));
            assertThat(writer.readers()).hasSize(1);
        });

        join(requireNonNull(closing.get()));
        assertThat(writer.readers()).isEmpty();
    }

    /** Or until the thread has ended, which then did not wait. */
    static Thread startAndAwaitWaiting(Runnable action) {
        Thread thread = Thread.ofPlatform().start(action);
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return thread;
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aHandlerThatClosesItsReaderEndsTheReadingAfterThisMessage() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        publish(writer, numbered(2));
        List<Integer> seen = new ArrayList<>();

        Outcome outcome = reader.read(AT_ONCE, 9, (buffer, offset, length) -> {
            seen.add(length);
            reader.close();
            assertThat(writer.readers())
                    .as("keeps its place until the read returns")
                    .hasSize(1);
        });

        assertThat(outcome).isEqualTo(Outcome.MESSAGE);
        assertThat(seen).hasSize(1);
        assertThat(writer.readers()).isEmpty();
        Refusal.of(Errno.EBADF, () -> reader.read(AT_ONCE));
    }

    @Test
    void aHandlerThatStopsItsReaderEndsTheReadingAfterThisMessage() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        publish(writer, numbered(2));
        List<Integer> seen = new ArrayList<>();

        reader.read(AT_ONCE, 9, (buffer, offset, length) -> {
            seen.add(length);
            reader.stop();
        });

        assertThat(seen).hasSize(1);
        assertThat(reader.next()).isEqualTo(1);
    }

    @Test
    void anInterruptDoesNotEndAClose() {
        RingWriter writer = ring.writer(PATIENT);
        RingReader reader = ring.reader();
        publish(writer, numbered(1));
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        reader.read(AT_ONCE, 9, (buffer, offset, length) -> {
            startAndAwaitWaiting(() -> {
                Thread.currentThread().interrupt();
                reader.close();
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(interrupted).isNotDone();
        });

        assertThat(interrupted.join()).isTrue();
        assertThat(writer.readers()).isEmpty();
    }

    @Test
    void aClaimOnARingThatWasEndedIsDropped() {
        RingWriter writer = ring.writer(PATIENT);
        RingClaim claim = requireNonNull(writer.claim(8));
        writer.end();

        assertThatIllegalStateException().isThrownBy(claim::commit);
        assertThat(writer.published()).isZero();
    }
}
