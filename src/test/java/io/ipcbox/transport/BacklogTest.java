package io.ipcbox.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.transport.Backlog.Batch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The queue for one client: in order, bounded, and exact about the size of a gap. */
class BacklogTest {
    private static final Duration PATIENT = Duration.ofHours(1);
    private static final Duration IMPATIENT = Duration.ZERO;

    private final AtomicInteger filled = new AtomicInteger();

    private Backlog backlog(long capacity, Duration stallTimeout) {
        return new Backlog(capacity, stallTimeout, filled::incrementAndGet);
    }

    @Test
    void linesComeOutTogetherAndInOrder() {
        Backlog backlog = backlog(100, PATIENT);
        backlog.put(line("1"));
        backlog.put(line("2"));
        backlog.put(line("3"));

        assertThat(text(backlog.poll())).isEqualTo("1\n2\n3\n");
        assertThat(backlog.poll().isEmpty()).isTrue();
    }

    @Test
    void aBatchEndsWithAWholeLine() {
        Backlog backlog = backlog(1 << 20, PATIENT);
        byte[] long1 = frame("1".repeat(40_000));
        byte[] long2 = frame("2".repeat(40_000));
        byte[] huge = frame("3".repeat(200_000));
        backlog.put(EncodedLines.of(long1));
        backlog.put(EncodedLines.of(long2));
        backlog.put(EncodedLines.of(huge));

        assertThat(backlog.poll().bytes()).isEqualTo(long1);
        assertThat(backlog.poll().bytes()).isEqualTo(long2);
        assertThat(backlog.poll().bytes()).isEqualTo(huge);
    }

    /** A client that comes during the end is given it by the thread that admits it and by the one that ends. */
    @Test
    void theLastFrameGoesOutOnceEvenIfItIsAddedRepeatedly() {
        Backlog backlog = backlog(100, PATIENT);
        backlog.put(line("1"));
        backlog.putLast(frame("END"));
        backlog.putLast(frame("END"));

        assertThat(text(backlog.poll())).isEqualTo("1\nEND\n");
        backlog.putLast(frame("END"));
        assertThat(backlog.poll().isEmpty()).isTrue();
    }

    @Test
    void theWriterIsCalledWhenTheFirstLineComesAndNotForThoseThatFollow() {
        Backlog backlog = backlog(100, PATIENT);

        backlog.put(line("1"));
        backlog.put(line("2"));
        assertThat(filled).hasValue(1);

        Batch batch = backlog.poll();
        backlog.put(line("3"));
        assertThat(filled).as("the writer is busy, and checks again").hasValue(1);
        backlog.wrote(batch);
        backlog.wrote(backlog.poll());
        backlog.put(line("4"));
        assertThat(filled).hasValue(2);
    }

    @Test
    void aFullBacklogMakesThePublisherWaitUntilTheClientTakesSomething() throws InterruptedException {
        Backlog backlog = backlog(4, PATIENT);
        backlog.put(line("1"));
        backlog.put(line("2"));
        Thread publishing = Thread.ofPlatform().start(() -> backlog.put(line("3")));
        awaitWaiting(publishing);

        backlog.wrote(backlog.poll());
        publishing.join();

        assertThat(text(backlog.poll())).isEqualTo("3\n");
        assertThat(backlog.isLagging()).isFalse();
    }

    @Test
    void aLineLargerThanTheBacklogIsAdmittedWhenTheQueueIsEmpty() {
        Backlog backlog = backlog(4, IMPATIENT);
        backlog.put(line("123456789"));

        assertThat(text(backlog.poll())).isEqualTo("123456789\n");
    }

    @Test
    void aStuckClientLearnsTheExactNumberOfLinesItLost() {
        Backlog backlog = backlog(4, IMPATIENT);
        backlog.put(line("1"));
        Batch inFlight = backlog.poll();
        for (String line : new String[] {"2", "3", "4", "5"}) {
            backlog.put(line(line));
        }
        assertThat(backlog.isLagging()).isTrue();

        backlog.wrote(inFlight);
        assertThat(text(backlog.poll())).as("1 was being written").isEqualTo("LAGGED 4\n");
        backlog.put(line("6"));
        assertThat(text(backlog.poll())).isEqualTo("6\n");
        assertThat(backlog.isLagging()).isFalse();
    }

    @Test
    void aClientThatIsCutOffDoesNotDelayThePublisher() {
        Backlog backlog = backlog(2, IMPATIENT);
        for (int line = 0; line < 10_000; line++) {
            backlog.put(line("1"));
        }
        Backlog patient = backlog(2, PATIENT);
        patient.put(line("1"));
        Thread.currentThread().interrupt();
        patient.put(line("2"));
        assertThat(Thread.interrupted()).isTrue();
        for (int line = 0; line < 10_000; line++) {
            patient.put(line("1"));
        }

        assertThat(text(backlog.poll())).startsWith("LAGGED ");
        assertThat(text(patient.poll())).isEqualTo("LAGGED 10002\n");
    }

    @Test
    void aSecondGapIsCountedFromTheFirstOnesEnd() {
        Backlog backlog = backlog(2, IMPATIENT);
        backlog.put(line("1"));
        backlog.put(line("2"));
        assertThat(text(backlog.poll())).isEqualTo("LAGGED 2\n");

        backlog.put(line("3"));
        backlog.put(line("4"));
        backlog.put(line("5"));

        assertThat(text(backlog.poll())).isEqualTo("LAGGED 3\n");
    }

    @Test
    void anInterruptEndsTheWaitAndNothingIsLostSilently() throws InterruptedException {
        Backlog backlog = backlog(2, PATIENT);
        backlog.put(line("1"));
        Thread publishing = Thread.ofPlatform().start(() -> backlog.put(line("2")));
        awaitWaiting(publishing);

        publishing.interrupt();
        publishing.join();

        assertThat(text(backlog.poll())).isEqualTo("LAGGED 2\n");
        backlog.put(line("3"));
        assertThat(text(backlog.poll())).isEqualTo("3\n");
    }

    @Test
    void theLastFrameGoesOutEvenAfterAGap() {
        Backlog backlog = backlog(2, IMPATIENT);
        backlog.put(line("1"));
        backlog.put(line("2"));

        backlog.putLast(frame("END"));

        assertThat(text(backlog.poll())).isEqualTo("LAGGED 2\nEND\n");
    }

    @Test
    void theLastFrameDoesNotWaitForRoom() {
        Backlog backlog = backlog(2, PATIENT);
        backlog.put(line("1"));

        backlog.putLast(frame("END"));

        assertThat(text(backlog.poll())).isEqualTo("1\nEND\n");
    }

    @Test
    void linesBeingWrittenCountAsWaitingAndNoticesDoNotCount() {
        Backlog backlog = backlog(2, IMPATIENT);
        backlog.put(line("1"));
        Batch first = backlog.poll();
        assertThat(backlog.waiting()).isEqualTo(1);
        assertThat(backlog.delivered()).isZero();
        backlog.put(line("2"));
        backlog.put(line("3"));
        backlog.wrote(first);

        Batch notice = backlog.poll();
        assertThat(backlog.delivered()).as("the notice is being written").isEqualTo(1);
        backlog.wrote(notice);

        assertThat(backlog.delivered()).isEqualTo(1);
        assertThat(backlog.waiting()).isZero();
    }

    @Test
    void takingWaitsForALine() throws InterruptedException {
        Backlog backlog = backlog(100, PATIENT);
        String[] taken = new String[1];
        Thread writing = Thread.ofPlatform().start(() -> taken[0] = text(takeFrom(backlog)));
        awaitWaiting(writing);

        backlog.put(line("1"));
        writing.join();

        assertThat(taken).containsExactly("1\n");
    }

    private static Batch takeFrom(Backlog backlog) {
        try {
            return backlog.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingReleasesPublisherAndWriter() throws InterruptedException {
        Backlog full = backlog(2, PATIENT);
        full.put(line("1"));
        Thread publishing = Thread.ofPlatform().start(() -> full.put(line("2")));
        Backlog empty = backlog(2, PATIENT);
        Thread writing = Thread.ofPlatform().start(() -> takeFrom(empty));
        awaitWaiting(publishing);
        awaitWaiting(writing);

        full.close();
        empty.close();
        publishing.join();
        writing.join();

        full.put(line("3"));
        full.putLast(frame("END"));
        assertThat(full.poll().isEmpty()).isTrue();
        assertThat(full.waiting()).isZero();
    }

    @Test
    void theEndWaitsUntilEverythingIsWritten() throws InterruptedException {
        Backlog backlog = backlog(100, PATIENT);
        backlog.put(line("1"));
        Thread ending = Thread.ofPlatform().start(() -> backlog.awaitWritten(Deadline.after(PATIENT)));
        awaitWaiting(ending);
        Batch batch = backlog.poll();
        awaitWaiting(ending);

        backlog.wrote(batch);
        ending.join();
    }

    @Test
    void theEndDoesNotWaitForAStuckClientNorBeyondItsTime() {
        Backlog stuck = backlog(100, IMPATIENT);
        stuck.put(line("1"));
        stuck.awaitWritten(Deadline.after(PATIENT));

        Backlog slow = backlog(100, PATIENT);
        slow.put(line("1"));
        slow.awaitWritten(Deadline.PASSED);

        assertThat(stuck.waiting()).as("it may still come").isEqualTo(1);
        assertThat(slow.waiting()).isEqualTo(1);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void linesThatComeTogetherAreCountedOneByOne() {
        Backlog backlog = backlog(6, IMPATIENT);
        backlog.put(lines(1, 2, 3));
        assertThat(backlog.waiting()).isEqualTo(3);
        Batch batch = backlog.poll();
        assertThat(text(batch)).isEqualTo("1\n2\n3\n");
        assertThat(backlog.waiting()).isEqualTo(3);
        backlog.wrote(batch);
        assertThat(backlog.delivered()).isEqualTo(3);

        backlog.put(lines(4, 5));
        backlog.put(lines(6, 7, 8));
        backlog.put(lines(9));
        assertThat(text(backlog.poll())).isEqualTo("LAGGED 6\n");
    }

    @Test
    void linesThatComeTogetherAreAdmittedWhenThereIsRoomForAll() throws InterruptedException {
        Backlog backlog = backlog(8, PATIENT);
        backlog.put(lines(1, 2, 3));
        Thread publishing = Thread.ofPlatform().start(() -> backlog.put(lines(4, 5)));
        awaitWaiting(publishing);

        backlog.wrote(backlog.poll());
        publishing.join();

        assertThat(text(backlog.poll())).isEqualTo("4\n5\n");
    }

    private static EncodedLines lines(long... values) {
        EncodedLines.Collector collector = new EncodedLines.Collector();
        for (long value : values) {
            assertThat(collector.add(IntegerLine.of(value))).isTrue();
        }
        return collector.take();
    }

    private static EncodedLines line(String text) {
        return EncodedLines.of(frame(text));
    }

    private static byte[] frame(String line) {
        return (line + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Batch batch) {
        return new String(batch.bytes(), StandardCharsets.US_ASCII);
    }
}
