package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How waits for a queue end. */
@Timeout(60)
class SysvMessageQueueWaitIT {
    private static final Duration LONG = Duration.ofHours(1);
    private static final byte[] FILL = new byte[10];

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final SysvMessageQueue queue =
            SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);

    @AfterEach
    void remove() {
        SysvMessageQueue.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY)
                .remove();
    }

    private void fill() {
        queue.setMaxBytes(FILL.length);
        assertThat(queue.send(1, FILL, Duration.ZERO)).isTrue();
    }

    private static Thread start(boolean virtual, Runnable task) {
        Thread thread =
                virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
        Waiting.untilParked(thread);
        return thread;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingReceiverGetsWhatComes(boolean virtual) throws Exception {
        FutureTask<Optional<SysvMessage>> received = new FutureTask<>(() -> queue.receive(LONG));
        start(virtual, received);
        assertThat(queue.send(4, new byte[] {1}, Duration.ZERO)).isTrue();
        assertThat(received.get()).contains(new SysvMessage(4, new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingSenderGetsTheRoomThatIsMade(boolean virtual) throws Exception {
        fill();
        FutureTask<Boolean> sent = new FutureTask<>(() -> queue.send(2, FILL, LONG));
        start(virtual, sent);
        assertThat(queue.receive(Duration.ZERO)).isPresent();
        assertThat(sent.get()).isTrue();
        assertThat(queue.receive(Duration.ZERO).orElseThrow().type()).isEqualTo(2);
    }

    @Test
    void timeoutIsWaitedForInFull() {
        for (Duration timeout : List.of(Duration.ofNanos(1), Duration.ofMillis(3), Duration.ofMillis(50))) {
            long start = System.nanoTime();
            assertThat(queue.receive(timeout)).isEmpty();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
        }
    }

    @Test
    void negativeTimeoutAsksOnce() {
        assertThat(queue.receive(Duration.ofSeconds(-1))).isEmpty();
        assertThat(queue.send(1, FILL, Duration.ofSeconds(Long.MIN_VALUE))).isTrue();
        assertThat(queue.receive(Duration.ofSeconds(-1))).isPresent();
    }

    @Test
    void interruptedThreadStillGetsWhatIsThere() {
        assertThat(queue.send(1, FILL, Duration.ZERO)).isTrue();
        Thread.currentThread().interrupt();
        assertThat(queue.receive(LONG)).isPresent();
        assertThat(queue.receive(Duration.ZERO)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void removalEndsEveryWaitWithAnErrorThatSaysSo() throws Exception {
        fill();
        FutureTask<Errno> receiver =
                new FutureTask<>(() -> errnoOf(() -> queue.receive(SysvSelection.ofType(9), LONG)));
        FutureTask<Errno> sender = new FutureTask<>(() -> errnoOf(() -> queue.send(1, FILL, LONG)));
        start(false, receiver);
        start(false, sender);
        queue.remove();
        assertThat(receiver.get()).isEqualTo(Errno.EIDRM);
        assertThat(sender.get()).isEqualTo(Errno.EIDRM);
    }

    private static Errno errnoOf(Runnable call) {
        try {
            call.run();
            return Errno.UNKNOWN;
        } catch (IpcException e) {
            return e.errno();
        }
    }

    @Test
    void stopAndContinueDoNotEndAWait() {
        try (Peer jvm = Peer.java("receive", key)) {
            assertThat(jvm.line()).isEqualTo("receiving");
            for (int i = 0; i < 3; i++) {
                jvm.signal("STOP");
                jvm.signal("CONT");
            }
            assertThat(queue.send(1, "still here".getBytes(StandardCharsets.UTF_8), Duration.ZERO))
                    .isTrue();
            assertThat(jvm.line()).isEqualTo("still here");
        }
    }

    @Test
    void manyWaitingVirtualThreadsLeaveTheCarriersToOthers() throws Exception {
        List<FutureTask<Optional<SysvMessage>>> receivers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            FutureTask<Optional<SysvMessage>> receiver = new FutureTask<>(() -> queue.receive(LONG));
            receivers.add(receiver);
            Thread.ofVirtual().start(receiver);
        }
        FutureTask<Integer> sender = new FutureTask<>(() -> {
            int sent = 0;
            while (sent < receivers.size() && queue.send(1, FILL, LONG)) {
                sent++;
            }
            return sent;
        });
        Thread.ofVirtual().start(sender);
        assertThat(sender.get()).isEqualTo(receivers.size());
        for (FutureTask<Optional<SysvMessage>> receiver : receivers) {
            assertThat(receiver.get()).isPresent();
        }
    }
}
