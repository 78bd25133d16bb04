package io.ipcbox.ipc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.BlockingCall.Scene;
import io.ipcbox.ipc.WaitEndedException.Reason;
import io.ipcbox.ipc.waiting.KernelSleep;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.support.Blocked;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.ThreadKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a blocking call other than its object and its time, for every such call. */
@ExtendWith(NoLeftovers.class)
class WaitEndedIT {
    @TempDir
    Path directory;

    static Stream<Arguments> callsAndThreads() {
        return withThreads(Stream.of(BlockingCall.values()));
    }

    static Stream<Arguments> callsOfHandlesAndThreads() {
        return withThreads(Stream.of(BlockingCall.values()).filter(BlockingCall::hasHandle));
    }

    private static Stream<Arguments> withThreads(Stream<BlockingCall> calls) {
        return calls.flatMap(call -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(call, kind)));
    }

    @ParameterizedTest
    @MethodSource("callsAndThreads")
    void interruptIsAnExceptionAndTheStatusStays(BlockingCall call, ThreadKind kind) throws Exception {
        try (Scene scene = call.open(directory)) {
            FutureTask<Boolean> status = new FutureTask<>(() -> {
                assertThatThrownBy(scene.call()::get)
                        .satisfies(thrown -> isEnd(thrown, Reason.INTERRUPTED, Errno.EINTR));
                return Thread.currentThread().isInterrupted();
            });
            startWaiting(kind, status).interrupt();
            assertThat(status.get()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("callsOfHandlesAndThreads")
    void closeByAnotherThreadIsAnException(BlockingCall call, ThreadKind kind) throws Exception {
        try (Scene scene = call.open(directory)) {
            FutureTask<?> task = new FutureTask<>(scene.call()::get);
            startWaiting(kind, task);
            requireNonNull(scene.closing()).run();
            assertThatThrownBy(task::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .satisfies(thrown -> isEnd(thrown, Reason.CLOSED, Errno.EBADF));
            assertThatThrownBy(scene.call()::get)
                    .as("use after close")
                    .isExactlyInstanceOf(IpcException.class)
                    .hasMessageContaining("this handle is closed");
        }
    }

    private static void isEnd(Throwable thrown, Reason reason, Errno errno) {
        assertThat(thrown).isInstanceOfSatisfying(WaitEndedException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.errno()).isEqualTo(errno);
            assertThat(e).hasMessageContaining(reason == Reason.CLOSED ? "closed this handle" : "was interrupted");
        });
    }

    private static Thread startWaiting(ThreadKind kind, Runnable task) {
        Thread thread = kind == ThreadKind.VIRTUAL
                ? Thread.ofVirtual().start(task)
                : Thread.ofPlatform().start(task);
        Blocked.inside(thread, KernelSleep.class, LockSupport.class);
        return thread;
    }

    /** Otherwise the obvious loop, around a call and a flag, would spin. */
    @ParameterizedTest
    @EnumSource
    void threadThatIsInterruptedAlreadyDoesNotWait(BlockingCall call) {
        try (Scene scene = call.open(directory)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(scene.call()::get).satisfies(thrown -> isEnd(thrown, Reason.INTERRUPTED, Errno.EINTR));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shutdownOfTheJvmEndsNoWaitButHasItLeaveTheKernel() {
        int calls = BlockingCall.values().length;
        try (RunningProgram child = ChildJvm.of(AllWaiting.class).start(directory.toString())) {
            assertThat(child.line()).isEqualTo("waiting");
            child.signal("TERM");
            assertThat(child.line()).isEqualTo("waiting in Java");
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                outcomes.add(child.line());
            }
            assertThat(outcomes).hasSize(calls).noneMatch(line -> line.matches(".*( false| 0|empty|cannot .*)"));
            assertThat(child.exitCode()).isEqualTo(128 + 15);
            assertThat(child.errors()).isEmpty();
        }
    }

    /** Makes every call in a thread of its own, and releases each while the JVM shuts down. */
    static final class AllWaiting {
        private static final List<Thread> THREADS = new ArrayList<>();
        private static final List<Scene> SCENES = new ArrayList<>();

        public static void main(String[] arguments) {
            for (BlockingCall call : BlockingCall.values()) {
                Scene scene = call.open(Path.of(arguments[0]));
                SCENES.add(scene);
                THREADS.add(Thread.ofPlatform().daemon().start(() -> say(call, scene)));
            }
            THREADS.forEach(thread -> awaitInside(thread, KernelSleep.class, LockSupport.class));
            Runtime.getRuntime().addShutdownHook(new Thread(AllWaiting::end));
            System.out.println("waiting");
            LockSupport.park();
        }

        private static void say(BlockingCall call, Scene scene) {
            try {
                System.out.println(call + " " + scene.call().get());
            } catch (RuntimeException e) {
                System.out.println(call + " " + e.getMessage());
            }
        }

        private static void end() {
            while (!ShutdownWatch.isShuttingDown()) {
                Thread.onSpinWait();
            }
            THREADS.forEach(thread -> awaitInside(thread, LockSupport.class));
            System.out.println("waiting in Java");
            SCENES.forEach(scene -> scene.satisfy().run());
            THREADS.forEach(AllWaiting::join);
            SCENES.forEach(Scene::close);
        }

        /** As {@link Blocked#inside}, in a JVM that runs only this program. */
        static void awaitInside(Thread thread, Class<?>... types) {
            List<String> names = Stream.of(types).map(Class::getName).toList();
            while (Stream.of(thread.getStackTrace()).noneMatch(frame -> names.contains(frame.getClassName()))) {
                Thread.onSpinWait();
            }
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
