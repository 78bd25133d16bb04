package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Semaphores.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.libc.LibcSemaphoreWait;
import io.ipcbox.support.CProgram;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.ThreadKind;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posting and taking without C, beside programs that do it in C, and while the handle is closed. */
@ExtendWith(NoLeftovers.class)
class PosixSemaphoreInJavaIT {
    private static final SemaphoreMeans IN_JAVA = new SemaphoreMeans(SemaphoreSleep.best(), true);
    private static final SemaphoreMeans IN_C = new SemaphoreMeans(SemaphoreSleep.best(), false);
    private static final int UNITS = 20_000;

    private static final String C_PEER = """
            #include <errno.h>
            #include <fcntl.h>
            #include <semaphore.h>
            #include <stdio.h>
            #include <stdlib.h>
            int main(int n, char **arguments) {
                (void)n;
                sem_t *semaphore = sem_open(arguments[1], 0);
                if (semaphore == SEM_FAILED) { perror("sem_open"); return 1; }
                for (long units = atol(arguments[3]); units > 0; units--) {
                    if (arguments[2][0] == 'p') {
                        if (sem_post(semaphore) != 0) { perror("sem_post"); return 1; }
                    } else {
                        if (sem_wait(semaphore) != 0) { perror("sem_wait"); return 1; }
                    }
                }
                return 0;
            }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unitsAreGivenAndTakenEitherWay(boolean inJava) {
        try (Semaphores s = Semaphores.ofValue(1, inJava ? IN_JAVA : IN_C);
                PosixSemaphore other = s.open(inJava ? IN_C : IN_JAVA)) {
            s.semaphore.post();
            assertThat(other.value()).isEqualTo(2);
            assertThat(other.tryWait()).isTrue();
            assertThat(s.semaphore.waitFor(LONG)).isTrue();
            assertThat(s.semaphore.tryWait()).isFalse();
            assertThat(s.semaphore.waitFor(Duration.ofMillis(1))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void largestValueIsReachedAndNotPassedEitherWay(boolean inJava) {
        try (Semaphores s = Semaphores.ofValue(Integer.MAX_VALUE - 1, inJava ? IN_JAVA : IN_C)) {
            s.semaphore.post();
            Refusal.of(Errno.EOVERFLOW, s.semaphore::post);
            assertThat(s.semaphore.value()).isEqualTo(Integer.MAX_VALUE);
            assertThat(s.semaphore.tryWait()).isTrue();
            s.semaphore.post();
            assertThat(s.semaphore.value()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedHandleIsRefusedEitherWayThoughThereAreUnits(boolean inJava) {
        try (Semaphores s = Semaphores.ofValue(5)) {
            PosixSemaphore handle = s.open(inJava ? IN_JAVA : IN_C);
            handle.close();
            Refusal.of(Errno.EBADF, handle::post);
            Refusal.of(Errno.EBADF, handle::tryWait);
            Refusal.of(Errno.EBADF, () -> handle.waitFor(LONG));
            assertThat(s.semaphore.value()).isEqualTo(5);
        }
    }

    /**
     * A lost wake-up would leave a thread asleep, and this test would not end: four threads in Java and two programs in
     * C post, as many take, and most of them sleep and are woken repeatedly.
     */
    @Test
    @Timeout(120)
    void noUnitAndNoWakeUpIsLostBetweenJavaAndC() throws Exception {
        CProgram peer = CProgram.compile(directory, C_PEER);
        try (Semaphores s = Semaphores.ofValue(0);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            String name = s.semaphore.name();
            String units = String.valueOf(UNITS);
            List<RunningProgram> programs = new ArrayList<>();
            List<Future<?>> jobs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                programs.add(peer.start(name, "take", units));
                programs.add(peer.start(name, "post", units));
            }
            for (int i = 0; i < 4; i++) {
                SemaphoreMeans means = i == 3 ? IN_C : IN_JAVA;
                jobs.add(threads.submit(() -> repeat(s.open(means), PosixSemaphore::post)));
                jobs.add(threads.submit(() -> repeat(
                        s.open(means),
                        handle -> assertThat(handle.waitFor(LONG)).isTrue())));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
            programs.forEach(RunningProgram::succeeds);
            assertThat(s.semaphore.value()).isZero();
            assertThat(s.semaphore.status().waiters()).isZero();
        }
    }

    private interface Use {
        void of(PosixSemaphore handle);
    }

    private static void repeat(PosixSemaphore handle, Use use) {
        try (handle) {
            for (int i = 0; i < UNITS; i++) {
                use.of(handle);
            }
        }
    }

    /** The race of close with calls that are not counted: each changes the semaphore or is refused. */
    @Test
    void callUnderCloseIsDoneOrRefusedAndNothingBetween() throws Exception {
        try (Semaphores s = Semaphores.ofValue(1_000_000);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            long expected = s.semaphore.value();
            for (int round = 0; round < 300; round++) {
                PosixSemaphore handle = s.open(IN_JAVA);
                Future<Long> given = threads.submit(countUntilClosed(() -> {
                    handle.post();
                    return true;
                }));
                Future<Long> taken = threads.submit(countUntilClosed(handle::tryWait));
                handle.close();
                expected += given.get() - taken.get();
            }
            assertThat(s.semaphore.value()).isEqualTo(expected);
        }
    }

    private static Callable<Long> countUntilClosed(Callable<Boolean> call) {
        return () -> {
            long done = 0;
            try {
                while (true) {
                    done += call.call() ? 1 : 0;
                }
            } catch (IpcException e) {
                assertThat(e.errno()).isEqualTo(Errno.EBADF);
                return done;
            }
        };
    }

    @Test
    void closeLetsGoOfTheFileAtOnceWithoutTheGarbageCollector() {
        try (Semaphores s = Semaphores.ofValue(0)) {
            PosixSemaphore handle = s.open(IN_JAVA);
            assertThat(mappings(s.semaphore.name())).isEqualTo(1);
            handle.close();
            assertThat(mappings(s.semaphore.name())).isZero();
        }
    }

    @Test
    void handleIsClosedForOthersWhileOneStillSleepsAtIt() throws Exception {
        try (Semaphores s = Semaphores.ofValue(0)) {
            PosixSemaphore handle = s.open(IN_JAVA);
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            ThreadKind.PLATFORM.startAndBlock(
                    LibcSemaphoreWait.class, () -> end.complete(catchThrowable(() -> handle.waitFor(LONG))));
            handle.close();
            Refusal.of(Errno.EBADF, handle::post);
            assertThat(end.get())
                    .isInstanceOfSatisfying(
                            WaitEndedException.class,
                            ended -> assertThat(ended.reason()).isEqualTo(WaitEndedException.Reason.CLOSED));
            Awaitility.await().until(() -> mappings(s.semaphore.name()) == 0);
            assertThat(s.semaphore.status().waiters()).isZero();
            assertThat(s.semaphore.value()).isZero();
        }
    }

    @Test
    void whatClosedHandlesKeepGoesWithTheGarbage() {
        try (Semaphores s = Semaphores.ofValue(0)) {
            long before = mappings("ipcbox closed semaphore");
            for (int i = 0; i < 100; i++) {
                s.open(IN_JAVA).close();
            }
            Awaitility.await().until(() -> {
                System.gc();
                return mappings("ipcbox closed semaphore") <= before;
            });
        }
    }

    @Test
    void handleThatIsNeverClosedIsGarbageCollected() {
        String name = UniqueNames.next();
        try (PosixSemaphore kept = PosixSemaphore.create(name, Permissions.OWNER_ONLY, 0)) {
            for (int i = 0; i < 10; i++) {
                PosixSemaphore.open(name).post();
            }
            Awaitility.await().until(() -> {
                System.gc();
                return mappings(name) == 0;
            });
            assertThat(kept.value()).isEqualTo(10);
            kept.unlink();
        }
    }

    /** The mappings with that name; the creator's is not included, because its file had no name when it was mapped. */
    private static long mappings(String name) {
        String text = name.startsWith("/") ? "sem." + name.substring(1) : name;
        try {
            return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.contains(text))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
