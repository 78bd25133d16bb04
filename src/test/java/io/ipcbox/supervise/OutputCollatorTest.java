package io.ipcbox.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.process.NumberedLine;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutputCollatorTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final OutputCollator output = new OutputCollator(2);
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        output.close();
    }

    @Test
    void greetingsAreHeldAndComeInOrder() throws Exception {
        output.greeting(1, "second is ready");
        output.greeting(0, "first is ready");
        assertThat(output.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG))
                .isTrue();
        assertThat(out).containsExactly("first is ready", "second is ready");
    }

    @Test
    void openWaitsForTheLastToBeReady() throws Exception {
        output.greeting(1, "second is ready");
        Thread late = Thread.ofPlatform().start(() -> output.greeting(0, "first is ready"));
        assertThat(output.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG))
                .isTrue();
        late.join();
        assertThat(out).containsExactly("first is ready", "second is ready");
    }

    @Test
    void openGoesOnWithoutTheOneThatIsNotReady() throws Exception {
        output.greeting(1, "second is ready");
        assertThat(output.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), Duration.ofMillis(1)))
                .isFalse();
        assertThat(out).containsExactly("second is ready");
        output.greeting(0, "first is ready");
        output.close();
        assertThat(out).containsExactly("second is ready", "first is ready");
    }

    @Test
    void resultsAndErrorsFollow() throws Exception {
        bothRun();
        output.error("something");
        result(1, 1, "b");
        result(0, 1, "a");
        output.close();
        assertThat(out).containsExactly("first", "second", "a", "b");
        assertThat(err).containsExactly("something");
    }

    @Test
    void resultThatNoOtherFollowsIsStillShown() throws Exception {
        bothRun();
        result(1, 1, "b");
        await().atMost(LONG).until(() -> out.contains("b"));
    }

    @Test
    void closingShowsWhatStillWaits() throws Exception {
        bothRun();
        result(1, 1, "b 1");
        result(1, 2, "b 2");
        output.close();
        assertThat(out).containsExactly("first", "second", "b 1", "b 2");
    }

    @Test
    void outputIsDiscardedIfNeverOpened() {
        output.greeting(0, "first");
        output.error("something");
        output.close();
        assertThat(out).isEmpty();
        assertThat(err).isEmpty();
    }

    @Test
    void earlyErrorsOfAHopelessClientAreDropped() throws Exception {
        output.error("something");
        output.giveUp();
        assertThat(output.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG))
                .isFalse();
        output.close();
        assertThat(err).isEmpty();
    }

    @Test
    void clientIsHeldUpWhileTooMuchOfItWaitsToBeShown() throws Exception {
        Semaphore mayPrint = new Semaphore(0);
        output.greeting(0, "first");
        output.greeting(1, "second");
        AtomicInteger shown = new AtomicInteger();
        output.open(
                line -> {
                    if (!line.equals("first") && !line.equals("second")) {
                        mayPrint.acquireUninterruptibly();
                        shown.incrementAndGet();
                    }
                },
                err::add,
                (client, pid) -> OptionalLong.of(1),
                LONG);

        String line = "x".repeat(1 << 15);
        AtomicInteger said = new AtomicInteger();
        Thread client = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < 50; i++) {
                result(0, i + 1, line);
                said.incrementAndGet();
            }
        });
        await().atMost(LONG).until(() -> client.getState() == Thread.State.WAITING);
        assertThat(said.get()).isLessThan(50);

        mayPrint.release(50);
        client.join();
        output.close();
        assertThat(shown).hasValue(50);
    }

    private void result(int client, long number, String text) {
        output.result(client, new NumberedLine(number, number, text));
    }

    private void bothRun() throws InterruptedException {
        output.greeting(0, "first");
        output.greeting(1, "second");
        output.open(out::add, err::add, (client, pid) -> OptionalLong.of(1), LONG);
    }
}
