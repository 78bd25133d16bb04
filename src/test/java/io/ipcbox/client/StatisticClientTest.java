package io.ipcbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ipcbox.console.RecordingConsole;
import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.Lagged;
import io.ipcbox.support.Blocked;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client shows everything that its subscriber delivers, in order, as soon as nothing more is at hand. */
class StatisticClientTest {
    private final RecordingConsole console = new RecordingConsole();

    @Test
    void resultIsShownAsSoonAsNothingMoreIsAtHand() throws Exception {
        run(listener -> {
            listener.message(IntegerLine.of(1));
            listener.message(IntegerLine.of(2));
            listener.caughtUp();
            awaitShown("ready", "1", "2");
            end(listener);
        });
        assertThat(shown()).containsExactly("ready", "1", "2");
    }

    @Test
    void everyLineOfManyIsShownInItsPlace() throws Exception {
        run(listener -> {
            IntStream.range(0, 100_000).mapToObj(IntegerLine::of).forEach(listener::message);
            listener.message(new Lagged(7));
            listener.message(IntegerLine.of(1));
            end(listener);
        });
        List<String> expected = new ArrayList<>(List.of("ready"));
        IntStream.range(0, 100_000).mapToObj(String::valueOf).forEach(expected::add);
        expected.addAll(List.of("LAGGED 7", "1"));
        assertThat(shown()).isEqualTo(expected);
    }

    @Test
    void linesBeforeAFailureAreShown() {
        assertThatThrownBy(() -> run(listener -> {
                    listener.message(IntegerLine.of(1));
                    listener.failed(new IllegalStateException("broken"));
                }))
                .hasMessage("broken");
        assertThat(shown()).containsExactly("ready", "1");
    }

    @Test
    void linesBeforeTheLossOfTheServerAreShown() throws Exception {
        run(listener -> {
            listener.message(IntegerLine.of(1));
            listener.disconnected();
            awaitShown("ready", "1");
            end(listener);
        });
        assertThat(console.printed()).filteredOn(StatisticClientTest::isNotice).hasSize(1);
    }

    @Test
    void clientIsClosedWhileItsOutputIsStuckAndNothingMoreHasRoom() throws Exception {
        Semaphore shown = new Semaphore(0);
        // Longer than half of the queue: the first is being computed, the second is queued, the third has no room.
        IntegerLine line = IntegerLine.of(new long[3 << 20]);
        AtomicReference<Thread> receiver = new AtomicReference<>();
        Subscriber subscriber = new ScriptedSubscriber(
                listener -> {
                    receiver.set(Thread.currentThread());
                    IntStream.range(0, 3).forEach(number -> listener.message(line));
                },
                () -> Uninterrupted.join(receiver.get()));
        StatisticClient client = new StatisticClient(subscriber, computed -> stuck(shown), console);
        Thread runner = Thread.ofPlatform()
                .start(() -> assertThatCode(() -> client.run("ready")).doesNotThrowAnyException());
        await().until(() -> receiver.get() != null);
        Blocked.inside(receiver.get(), ReceivedMessages.class);

        client.close();

        assertThat(receiver.get().isAlive()).isFalse();
        shown.release(3);
        runner.join();
    }

    private static String stuck(Semaphore shown) {
        shown.acquireUninterruptibly();
        return "shown";
    }

    private static void end(SubscriberListener listener) {
        listener.message(new EndOfStream());
        listener.caughtUp();
    }

    private void run(Consumer<SubscriberListener> script) throws InterruptedException {
        new StatisticClient(new ScriptedSubscriber(script, () -> {}), line -> String.valueOf(line.get(0)), console)
                .run("ready");
    }

    /** Delivers what a test chooses, in a thread of its own; a failed assertion there ends the client. */
    private record ScriptedSubscriber(Consumer<SubscriberListener> script, Runnable whenClosed) implements Subscriber {
        @Override
        public Mechanism mechanism() {
            return new Mechanism("test", "test", Object.class, Object.class);
        }

        @Override
        public void start(SubscriberListener listener) {
            Thread.ofPlatform().start(() -> {
                try {
                    script.accept(listener);
                } catch (Throwable e) {
                    listener.failed(new IllegalStateException(e));
                }
            });
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }

    private List<String> shown() {
        return console.printed().stream()
                .filter(text -> !isNotice(text))
                .flatMap(String::lines)
                .toList();
    }

    private static boolean isNotice(String text) {
        return text.startsWith("ipcbox: ");
    }

    private void awaitShown(String... lines) {
        await().untilAsserted(() -> assertThat(shown()).containsExactly(lines));
    }
}
