package io.ipcbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.MalformedMessageException;
import io.ipcbox.message.Message;
import io.ipcbox.message.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every pair of publisher and subscriber promises. Both ends run in one process, over real kernel objects. */
public abstract class TransportContract {
    protected static final long BACKLOG_BYTES = 256 * 1024;
    protected static final int LONGEST_LINE = 256 << 20;

    private static final Duration PATIENT = Duration.ofHours(1);
    // Long enough that only a client that is held can be stuck, however busy the machine is.
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int LONG_LINE_INTEGERS = 1500;
    private static final int ENOUGH_TO_FILL_ANYTHING = 2500;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** A publisher that was not started; anything else that it needs is passed to {@link #closeAfterTest}. */
    protected abstract Publisher newPublisher(Duration stallTimeout);

    /**
     * A subscriber to the publisher, if there is one.
     *
     * @param longestLine in bytes
     */
    protected abstract Subscriber newSubscriber(int longestLine);

    /** The files and directories that must be gone at the end. */
    protected abstract List<Path> names();

    protected final void closeAfterTest(AutoCloseable resource) {
        opened.add(resource);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
        await().untilAsserted(() -> {
            assertThat(names()).allSatisfy(name -> assertThat(name).doesNotExist());
            assertThat(ownThreads()).isEmpty();
            assertThat(openNames()).isEmpty();
        });
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ipcbox-") && !name.equals("ipcbox-wake-waiting"))
                .toList();
    }

    /** What this process still has open or mapped, even if its name is removed. */
    private List<String> openNames() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"));
                Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
            return Stream.concat(descriptors.map(TransportContract::target), mappings)
                    .filter(open -> names().stream().map(Path::toString).anyMatch(open::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private Publisher startPublisher(Duration stallTimeout) {
        Publisher publisher = newPublisher(stallTimeout);
        publisher.start(trouble -> {});
        closeAfterTest(publisher);
        return publisher;
    }

    private RecordingListener startSubscriber() {
        RecordingListener listener = new RecordingListener();
        startSubscriber(listener);
        return listener;
    }

    private Subscriber startSubscriber(SubscriberListener listener) {
        Subscriber subscriber = newSubscriber(LONGEST_LINE);
        subscriber.start(listener);
        closeAfterTest(subscriber);
        return subscriber;
    }

    /** Starts a subscriber that has its place in the stream when this returns. */
    private RecordingListener attachSubscriber(Publisher publisher) {
        int before = publisher.clients().size();
        RecordingListener listener = startSubscriber();
        awaitClients(publisher, before + 1);
        return listener;
    }

    private static void awaitClients(Publisher publisher, int count) {
        await().untilAsserted(() -> {
            assertThat(publisher.clients()).hasSize(count);
            assertThat(publisher.attached()).isEqualTo(count);
        });
    }

    private static void publish(Publisher publisher, Message message) {
        publisher.publish(EncodedLines.of(MessageCodec.encode(message)));
    }

    private static void publishAtOnce(Publisher publisher, int from, int to) {
        EncodedLines.Collector lines = new EncodedLines.Collector();
        IntStream.rangeClosed(from, to)
                .forEach(number -> assertThat(lines.add(IntegerLine.of(number))).isTrue());
        publisher.publish(lines.take());
    }

    private static void publish(Publisher publisher, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> publish(publisher, IntegerLine.of(number)));
    }

    private static List<Message> lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .<Message>mapToObj(IntegerLine::of)
                .toList();
    }

    @Test
    void serverAndClientTogetherKnowWithWhichLineTheClientBegan() {
        Publisher publisher = startPublisher(STALL);
        attachSubscriber(publisher);
        EncodedLines.Collector lines = new EncodedLines.Collector();
        for (int number = 1; number <= 3; number++) {
            lines.add(IntegerLine.of(number));
            publisher.publish(lines.take());
        }
        RecordingListener late = new RecordingListener();
        Subscriber subscriber = startSubscriber(late);
        awaitClients(publisher, 2);
        publisher.publish(lines.alone(IntegerLine.of(4)));
        late.awaitMessages(1);
        ClientStatus client = publisher.clients().getLast();
        assertThat(subscriber.skipped() + client.firstLine()).isEqualTo(4);
    }

    @Test
    protected void linesArriveInOrderAndOnce() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener client = attachSubscriber(publisher);

        publish(publisher, 1, 2000);
        publishAtOnce(publisher, 2001, 4000);
        publish(publisher, 4001, 5000);

        assertThat(client.awaitMessages(5000)).isEqualTo(lines(1, 5000));
        assertThat(client.connections()).isEqualTo(1);
        assertThat(client.disconnections()).isZero();
    }

    @Test
    protected void aLineArrivesWithoutAnotherOneBehindIt() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener client = attachSubscriber(publisher);

        for (int number = 1; number <= 20; number++) {
            publish(publisher, number, number);
            client.awaitMessages(number);
        }
    }

    @Test
    protected void everyClientGetsEveryLine() {
        Publisher publisher = startPublisher(STALL);
        List<RecordingListener> clients =
                Stream.generate(() -> attachSubscriber(publisher)).limit(5).toList();

        publish(publisher, 1, 1000);

        assertThat(clients)
                .allSatisfy(client -> assertThat(client.awaitMessages(1000)).isEqualTo(lines(1, 1000)));
    }

    @Test
    protected void aLateClientStartsWithTheNextLine() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener early = attachSubscriber(publisher);
        publish(publisher, 1, 3);

        RecordingListener late = attachSubscriber(publisher);
        publish(publisher, 4, 6);

        assertThat(late.awaitMessages(3)).isEqualTo(lines(4, 6));
        assertThat(early.awaitMessages(6)).isEqualTo(lines(1, 6));
    }

    @Test
    protected void aClientMayStartBeforeTheServer() {
        RecordingListener client = startSubscriber();

        Publisher publisher = startPublisher(STALL);
        awaitClients(publisher, 1);
        publish(publisher, 1, 3);

        assertThat(client.awaitMessages(3)).isEqualTo(lines(1, 3));
    }

    /** A signal may close it before it is started; {@link #nothingIsLeft} checks the rest. */
    @Test
    protected void aClosedSubscriberDoesNotStart() {
        Subscriber subscriber = newSubscriber(LONGEST_LINE);
        subscriber.close();

        subscriber.start(new RecordingListener());

        assertThat(names()).allSatisfy(name -> assertThat(name).doesNotExist());
        assertThat(ownThreads()).isEmpty();
    }

    @Test
    protected void aSlowClientIsWaitedFor() {
        Publisher publisher = startPublisher(PATIENT);
        RecordingListener client = attachSubscriber(publisher);
        client.hold();
        AtomicLong published = new AtomicLong();
        CompletableFuture<Void> publishing = publishInBackground(publisher, published);
        awaitBlocked(published);
        assertThat(publishing).isNotDone();

        client.release();

        List<Message> received = client.awaitMessages(ENOUGH_TO_FILL_ANYTHING);
        publishing.join();
        assertThat(inOrder(received)).isEqualTo(ENOUGH_TO_FILL_ANYTHING);
        assertThat(received).noneMatch(Lagged.class::isInstance);
    }

    private CompletableFuture<Void> publishInBackground(Publisher publisher, AtomicLong published) {
        return CompletableFuture.runAsync(
                () -> {
                    for (int number = 1; number <= ENOUGH_TO_FILL_ANYTHING; number++) {
                        publish(publisher, longLine(number));
                        published.set(number);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    /** The publishing thread has made no progress between two checks some time apart. */
    private static void awaitBlocked(AtomicLong published) {
        long[] seen = {-1};
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            long before = seen[0];
            seen[0] = published.get();
            return seen[0] == before && seen[0] > 0;
        });
        assertThat(published.get()).isLessThan(ENOUGH_TO_FILL_ANYTHING);
    }

    /** Some 10,000 bytes that begin with a number. */
    private static IntegerLine longLine(int number) {
        long[] values = new long[LONG_LINE_INTEGERS];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 0 ? number : 123_456;
        }
        return IntegerLine.of(values);
    }

    /** Checks that numbers follow each other, gaps counted; returns the last number. */
    private static long inOrder(List<Message> messages) {
        long last = 0;
        for (Message message : messages) {
            switch (message) {
                case IntegerLine line -> assertThat(line.get(0)).isEqualTo(++last);
                case Lagged lagged -> last += lagged.lines();
                case EndOfStream end -> assertThat(message).isSameAs(messages.getLast());
            }
        }
        return last;
    }

    @Test
    protected void aStuckClientIsCutOffAndLearnsHowMuchItLostAndTheOthersGoOn() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener stuck = attachSubscriber(publisher);
        RecordingListener quick = attachSubscriber(publisher);
        stuck.hold();

        publishInBackground(publisher, new AtomicLong()).join();
        quick.awaitMessages(ENOUGH_TO_FILL_ANYTHING);
        assertThat(inOrder(quick.messages())).isEqualTo(ENOUGH_TO_FILL_ANYTHING);
        assertThat(publisher.clients())
                .filteredOn(client -> client.state() == ClientStatus.State.LAGGING)
                .hasSize(1);

        stuck.release();
        await().until(() -> inOrder(stuck.messages()) == ENOUGH_TO_FILL_ANYTHING);
        assertThat(stuck.messages()).filteredOn(Lagged.class::isInstance).hasSize(1);
        publish(publisher, longLine(ENOUGH_TO_FILL_ANYTHING + 1));
        await().until(() -> inOrder(stuck.messages()) == ENOUGH_TO_FILL_ANYTHING + 1);
        assertThat(stuck.messages().getLast()).isInstanceOf(IntegerLine.class);
        assertThat(publisher.clients()).allMatch(client -> client.state() == ClientStatus.State.LIVE);
    }

    @Test
    protected void aClientThatWasCutOffReceivesTheEndToo() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener stuck = attachSubscriber(publisher);
        stuck.hold();
        publishInBackground(publisher, new AtomicLong()).join();
        byte[] last = MessageCodec.encode(new EndOfStream());
        CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> publisher.end(last, Deadline.after(DRAIN)));

        stuck.release();

        await().until(() -> stuck.messages().contains(new EndOfStream()));
        ending.join();
        assertThat(inOrder(stuck.messages())).isEqualTo(ENOUGH_TO_FILL_ANYTHING);
        assertThat(stuck.messages()).filteredOn(Lagged.class::isInstance).hasSize(1);
    }

    @Test
    protected void theEndDoesNotWaitForAStuckClient() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener stuck = attachSubscriber(publisher);
        stuck.hold();
        publishInBackground(publisher, new AtomicLong()).join();

        publisher.end(MessageCodec.encode(new EndOfStream()), Deadline.after(PATIENT));
        stuck.release();
    }

    @Test
    protected void longLinesArriveWhole() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener client = attachSubscriber(publisher);
        IntegerLine oneMebibyte = line(1 << 20);
        IntegerLine twentyMebibytes = line(20 << 20);

        publish(publisher, oneMebibyte);
        publish(publisher, twentyMebibytes);
        publish(publisher, 1, 1);

        List<Message> received = client.awaitMessages(3);
        assertThat(received.get(0).equals(oneMebibyte)).isTrue();
        assertThat(received.get(1).equals(twentyMebibytes)).isTrue();
        assertThat(received.get(2)).isEqualTo(IntegerLine.of(1));
    }

    private static IntegerLine line(int bytes) {
        return IntegerLine.of(
                LongStream.range(0, bytes / 10).map(i -> 100_000_000 + i).toArray());
    }

    /** A server cannot make its clients use more memory than their settings allow. */
    @Test
    protected void aLineThatIsTooLongForTheClientIsAFailureAndNoMessage() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener client = new RecordingListener();
        Subscriber subscriber = newSubscriber(9_999);
        subscriber.start(client);
        closeAfterTest(subscriber);
        awaitClients(publisher, 1);

        publish(publisher, line(10_000));
        client.awaitMessages(1);
        publish(publisher, line(10_010));

        await().until(() -> !client.failures().isEmpty());
        assertThat(client.failures())
                .first(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("a line is longer than 9999 bytes");
        assertThat(client.messages()).hasSize(1);
    }

    @Test
    protected void theEndComesAfterTheLastLine() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener client = attachSubscriber(publisher);
        publish(publisher, 1, 100);

        publisher.end(MessageCodec.encode(new EndOfStream()), Deadline.after(DRAIN));
        publisher.close();

        List<Message> received = client.awaitMessages(101);
        assertThat(received.subList(0, 100)).isEqualTo(lines(1, 100));
        assertThat(received.getLast()).isEqualTo(new EndOfStream());
    }

    @Test
    protected void aServerThatDisconnectsWithoutTheEndIsReportedAndTheNextOneFound() {
        Publisher first = startPublisher(STALL);
        RecordingListener client = attachSubscriber(first);
        publish(first, 1, 3);
        client.awaitMessages(3);

        first.close();
        await().untilAsserted(() -> assertThat(client.disconnections()).isEqualTo(1));
        Publisher second = startPublisher(STALL);
        awaitClients(second, 1);
        publish(second, 4, 6);

        assertThat(client.awaitMessages(6)).isEqualTo(lines(1, 6));
        assertThat(client.connections()).isEqualTo(2);
        assertThat(client.disconnections()).isEqualTo(1);
    }

    @Test
    protected void aClientThatLeavesIsRemovedAndDelaysNoOther() {
        Publisher publisher = startPublisher(PATIENT);
        RecordingListener stays = attachSubscriber(publisher);
        Subscriber leaving = startSubscriber(new RecordingListener());
        awaitClients(publisher, 2);

        leaving.close();

        awaitClients(publisher, 1);
        publish(publisher, 1, 1000);
        assertThat(stays.awaitMessages(1000)).isEqualTo(lines(1, 1000));
    }

    @Test
    protected void aStuckClientThatLeavesLetsThePublisherGoOn() {
        Publisher publisher = startPublisher(PATIENT);
        RecordingListener stuck = new RecordingListener();
        Subscriber leaving = startSubscriber(stuck);
        awaitClients(publisher, 1);
        stuck.hold();
        AtomicLong published = new AtomicLong();
        CompletableFuture<Void> publishing = publishInBackground(publisher, published);
        awaitBlocked(published);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(leaving::close);
        stuck.release();

        closing.join();
        publishing.join();
    }

    @Test
    protected void closingEndsAPublishThatWaits() {
        Publisher publisher = startPublisher(PATIENT);
        RecordingListener stuck = attachSubscriber(publisher);
        stuck.hold();
        AtomicLong published = new AtomicLong();
        CompletableFuture<Void> publishing = publishInBackground(publisher, published);
        awaitBlocked(published);

        publisher.close();

        publishing.join();
        stuck.release();
    }

    @Test
    protected void aClientMayLeaveFromWithinItsListener() {
        Publisher publisher = startPublisher(STALL);
        CompletableFuture<Subscriber> self = new CompletableFuture<>();
        CompletableFuture<Message> received = new CompletableFuture<>();
        RecordingListener rest = new RecordingListener();
        self.complete(startSubscriber(new LeavingListener(rest, self, received)));
        awaitClients(publisher, 1);

        publish(publisher, 1, 3);

        assertThat(received.join()).isEqualTo(IntegerLine.of(1));
        awaitClients(publisher, 0);
        assertThat(rest.messages()).isEmpty();
    }

    /** Closes its subscriber at the first message. */
    private record LeavingListener(
            RecordingListener rest, CompletableFuture<Subscriber> self, CompletableFuture<Message> first)
            implements SubscriberListener {
        @Override
        public void connected() {}

        @Override
        public void message(Message message) {
            if (first.isDone()) {
                rest.message(message);
                return;
            }
            self.join().close();
            first.complete(message);
        }

        @Override
        public void disconnected() {}

        @Override
        public void failed(RuntimeException reason) {
            first.completeExceptionally(reason);
        }
    }

    @Test
    protected void closingMayBeRepeatedAndMayPrecedeTheStart() {
        Publisher publisher = newPublisher(STALL);
        publisher.close();
        Subscriber subscriber = newSubscriber(LONGEST_LINE);
        subscriber.close();

        Publisher started = startPublisher(STALL);
        Subscriber client = startSubscriber(new RecordingListener());
        awaitClients(started, 1);
        client.close();
        client.close();
        started.close();
        started.close();
        publish(started, 1, 1);
        assertThat(started.clients()).isEmpty();
    }

    @Test
    protected void theListenerIsNotCalledAfterTheClose() {
        Publisher publisher = startPublisher(STALL);
        RecordingListener listener = new RecordingListener();
        Subscriber client = startSubscriber(listener);
        awaitClients(publisher, 1);
        CompletableFuture<Void> publishing = publishInBackground(publisher, new AtomicLong());
        await().until(() -> !listener.messages().isEmpty());

        client.close();

        int told = listener.messages().size();
        publishing.join();
        assertThat(listener.messages()).hasSize(told);
        assertThat(listener.failures()).isEmpty();
        assertThat(listener.disconnections()).isZero();
    }
}
