package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Semaphores.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LibcSemaphoreWait;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a wait for a semaphore, and what does not. */
@ExtendWith(NoLeftovers.class)
class PosixSemaphoreWaitingIT {
    @ParameterizedTest
    @EnumSource
    void waiterIsWokenByAPostOnEitherClock(SemaphoreSleep clock) throws Exception {
        try (Semaphores s = Semaphores.ofValue(0, clock)) {
            CompletableFuture<Boolean> taken = new CompletableFuture<>();
            start(ThreadKind.PLATFORM, () -> taken.complete(s.semaphore.waitFor(LONG)));
            s.semaphore.post();
            assertThat(taken.get()).isTrue();
            assertThat(s.semaphore.value()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeoutIsWaitedForInFullOnEitherClock(SemaphoreSleep clock) {
        Duration timeout = Duration.ofMillis(130); // longer than a slice
        try (Semaphores s = Semaphores.ofValue(0, clock)) {
            long start = System.nanoTime();
            assertThat(s.semaphore.waitFor(timeout)).isFalse();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
        }
    }

    @Test
    void waiterShowsInTheStatus() {
        try (Semaphores s = Semaphores.ofValue(0)) {
            start(ThreadKind.PLATFORM, () -> s.semaphore.waitFor(LONG));
            Awaitility.await().until(() -> s.semaphore.status().waiters() == 1);
            s.semaphore.post();
        }
    }

    private static Thread start(ThreadKind kind, Runnable task) {
        return kind.startAndBlock(LibcSemaphoreWait.class, task);
    }

    @Test
    void manyVirtualThreadsWaitAndTheOthersGoOn() throws Exception {
        int many = 4 * Runtime.getRuntime().availableProcessors() + 8;
        try (Semaphores s = Semaphores.ofValue(0);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                waiters.add(threads.submit(() -> s.semaphore.waitFor(LONG)));
            }
            threads.submit(() -> {
                        for (int i = 0; i < many; i++) {
                            s.semaphore.post();
                        }
                    })
                    .get();
            for (Future<Boolean> waiter : waiters) {
                assertThat(waiter.get()).isTrue();
            }
            assertThat(s.semaphore.value()).isZero();
        }
    }

    @Test
    void eightThreadsNeverHaveMoreThanThereIs() throws Exception {
        int units = 3;
        AtomicInteger taken = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> tooMany = new ConcurrentLinkedQueue<>();
        try (Semaphores s = Semaphores.ofValue(units);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> work = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                work.add(threads.submit(() -> {
                    try (PosixSemaphore own = PosixSemaphore.open(s.semaphore.name())) {
                        for (int i = 0; i < 5_000; i++) {
                            assertThat(own.waitFor(LONG)).isTrue();
                            int now = taken.incrementAndGet();
                            if (now > units) {
                                tooMany.add(now);
                            }
                            taken.decrementAndGet();
                            own.post();
                        }
                    }
                }));
            }
            for (Future<?> job : work) {
                job.get();
            }
            assertThat(s.semaphore.value()).isEqualTo(units);
        }
        assertThat(tooMany).isEmpty();
    }

    /** The race of close with calls in progress: a call on unmapped memory would crash the JVM. */
    @Test
    void closeUnderCallsIsNoCrash() throws Exception {
        try (Semaphores s = Semaphores.ofValue(0)) {
            for (int round = 0; round < 200; round++) {
                PosixSemaphore handle = PosixSemaphore.open(s.semaphore.name());
                List<CompletableFuture<Errno>> users = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    CompletableFuture<Errno> end = new CompletableFuture<>();
                    users.add(end);
                    Thread.ofPlatform().start(() -> end.complete(useUntilClosed(handle)));
                }
                handle.close();
                for (CompletableFuture<Errno> end : users) {
                    assertThat(end.get()).isEqualTo(Errno.EBADF);
                }
            }
        }
    }

    private static Errno useUntilClosed(PosixSemaphore handle) {
        try {
            while (true) {
                handle.post();
                handle.tryWait();
                handle.value();
            }
        } catch (IpcException e) {
            return e.errno();
        }
    }

    @Test
    void waitGoesOnAfterStopAndContinue() {
        try (Semaphores s = Semaphores.ofValue(0);
                RunningProgram child = ChildJvm.of(Waiting.class).start(s.semaphore.name())) {
            assertThat(child.line()).isEqualTo("waiting");
            for (int i = 0; i < 5; i++) {
                child.signal("STOP");
                child.signal("CONT");
            }
            s.semaphore.post();
            assertThat(child.line()).isEqualTo("taken true");
            child.succeeds();
        }
    }

    /** Waits for one unit, and prints the result. */
    static final class Waiting {
        public static void main(String[] arguments) {
            Thread main = Thread.currentThread();
            try (PosixSemaphore semaphore = PosixSemaphore.open(arguments[0])) {
                Thread.ofPlatform().daemon().start(() -> {
                    while (List.of(main.getStackTrace()).stream()
                            .noneMatch(frame -> frame.getClassName().endsWith("LibcSemaphoreWait"))) {
                        Thread.onSpinWait();
                    }
                    System.out.println("waiting");
                });
                System.out.println("taken " + semaphore.waitFor(LONG));
            }
        }
    }
}
