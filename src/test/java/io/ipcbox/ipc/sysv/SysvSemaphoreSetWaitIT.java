package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.WaitEndedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How waits for a semaphore end. */
@Timeout(60)
class SysvSemaphoreSetWaitIT {
    private static final Duration LONG = Duration.ofHours(1);

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final SysvSemaphoreSet set =
            SysvSemaphoreSet.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0, 1);

    @AfterEach
    void remove() {
        SysvSemaphoreSet.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, Duration.ZERO, 0)
                .remove();
    }

    private Thread startWaiting(boolean virtual, Runnable task) {
        Thread thread =
                virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
        Waiting.until(() -> set.waitingForMore(0) + set.waitingForZero(1) > 0);
        return thread;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waiterGetsWhatIsPosted(boolean virtual) throws Exception {
        FutureTask<Boolean> taken = new FutureTask<>(() -> set.wait(0, 2, LONG));
        startWaiting(virtual, taken);
        set.post(0);
        assertThat(taken.isDone()).isFalse();
        set.post(0);
        assertThat(taken.get()).isTrue();
        assertThat(set.value(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waiterForZeroIsToldOfIt(boolean virtual) throws Exception {
        FutureTask<Boolean> zero = new FutureTask<>(() -> set.awaitZero(1, LONG));
        startWaiting(virtual, zero);
        assertThat(set.waitingForZero(1)).isEqualTo(1);
        assertThat(set.wait(1, Duration.ZERO)).isTrue();
        assertThat(zero.get()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waiterForSeveralTakesNothingUntilAllAreThere(boolean virtual) throws Exception {
        SysvSemaphoreOperations both =
                SysvSemaphoreOperations.of(SysvSemaphoreOperation.wait(1, 1), SysvSemaphoreOperation.wait(0, 1));
        FutureTask<Boolean> taken = new FutureTask<>(() -> set.perform(both, LONG));
        startWaiting(virtual, taken);
        assertThat(set.value(1)).isEqualTo(1);
        set.post(0);
        assertThat(taken.get()).isTrue();
        assertThat(set.values()).containsExactly(0, 0);
    }

    @Test
    void timeoutIsWaitedForInFull() {
        for (Duration timeout : List.of(Duration.ofNanos(1), Duration.ofMillis(3), Duration.ofMillis(250))) {
            long start = System.nanoTime();
            assertThat(set.wait(0, timeout)).isFalse();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptedWaitTakesNothingLater(boolean virtual) throws Exception {
        FutureTask<Boolean> waited = new FutureTask<>(this::isTaken);
        startWaiting(virtual, waited).interrupt();
        assertThat(waited.get()).isFalse();
        Waiting.until(() -> set.waitingForMore(0) == 0);
        set.post(0);
        assertThat(set.value(0)).isEqualTo(1);
    }

    private boolean isTaken() {
        try {
            return set.wait(0, LONG);
        } catch (WaitEndedException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptAndPostAtOnceLoseNoUnit(boolean virtual) throws Exception {
        for (int round = 0; round < 40; round++) {
            FutureTask<Boolean> waiter = new FutureTask<>(this::isTaken);
            Thread thread = startWaiting(virtual, waiter);
            Thread poster = Thread.ofPlatform().start(() -> set.post(0));
            thread.interrupt();
            poster.join();
            boolean taken = waiter.get();
            assertThat(set.value(0)).isEqualTo(taken ? 0 : 1);
            set.setValue(0, 0);
        }
    }

    @Test
    void interruptedThreadStillTakesWhatIsThere() {
        Thread.currentThread().interrupt();
        assertThat(set.wait(1, LONG)).isTrue();
        assertThat(set.wait(1, Duration.ZERO)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void removalEndsAWaitWithAnErrorThatSaysSo(boolean virtual) throws Exception {
        FutureTask<Errno> waited = new FutureTask<>(() -> {
            try {
                set.wait(0, LONG);
                return Errno.UNKNOWN;
            } catch (IpcException e) {
                return e.errno();
            }
        });
        startWaiting(virtual, waited);
        set.remove();
        assertThat(waited.get()).isEqualTo(Errno.EIDRM);
    }

    @Test
    void stopAndContinueInterruptTheCallButNotTheWait() {
        try (Peer jvm = Peer.java("wait", key, LONG)) {
            assertThat(jvm.line()).isEqualTo("waiting");
            for (int i = 0; i < 5; i++) {
                Waiting.until(() -> set.waitingForMore(0) == 1);
                jvm.signal("STOP");
                jvm.signal("CONT");
            }
            set.post(0);
            assertThat(jvm.line()).isEqualTo("taken");
        }
    }

    @Test
    void interruptedCallGoesOnWithTheTimeThatIsLeft() {
        try (Peer jvm = Peer.java("wait", key, Duration.ofSeconds(1))) {
            assertThat(jvm.line()).isEqualTo("waiting");
            Waiting.until(() -> set.waitingForMore(0) == 1);
            // If the timeout started again after each of these, it would never pass.
            Thread signals = Thread.ofPlatform().start(() -> {
                while (!Thread.currentThread().isInterrupted() && jvm.isAlive()) {
                    jvm.signal("STOP");
                    jvm.signal("CONT");
                }
            });
            assertThat(jvm.line()).isEqualTo("nothing");
            assertThat(jvm.awaitExit()).isZero();
            Waiting.until(() -> !signals.isAlive());
        }
    }

    @Test
    void manyWaitingVirtualThreadsLeaveTheCarriersToOthers() throws Exception {
        List<FutureTask<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            FutureTask<Boolean> waiter = new FutureTask<>(() -> set.wait(0, LONG));
            waiters.add(waiter);
            Thread.ofVirtual().start(waiter);
        }
        Waiting.until(() -> set.waitingForMore(0) == waiters.size());
        Thread.ofVirtual().start(() -> set.post(0, waiters.size()));
        for (FutureTask<Boolean> waiter : waiters) {
            assertThat(waiter.get()).isTrue();
        }
    }
}
