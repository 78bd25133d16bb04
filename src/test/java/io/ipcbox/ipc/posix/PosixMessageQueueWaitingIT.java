package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Queues.AT_ONCE;
import static io.ipcbox.ipc.posix.Queues.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.support.Blocked;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.ThreadKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a wait for a queue, and what does not. */
@ExtendWith(NoLeftovers.class)
class PosixMessageQueueWaitingIT {
    @ParameterizedTest
    @EnumSource
    void receiverIsWokenByAMessage(ThreadKind kind) throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            CompletableFuture<Optional<PosixMessage>> received = new CompletableFuture<>();
            kind.startAndBlock(LibcPoll.class, () -> received.complete(q.queue.receive(LONG)));
            q.send("at last");
            assertThat(received.get().map(PosixMessage::text)).contains("at last");
        }
    }

    @ParameterizedTest
    @EnumSource
    void senderIsWokenByRoom(ThreadKind kind) throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            q.fill();
            CompletableFuture<Boolean> sent = new CompletableFuture<>();
            kind.startAndBlock(LibcPoll.class, () -> sent.complete(q.queue.send(new byte[] {'x'}, 0, LONG)));
            assertThat(q.receive()).contains("filler");
            assertThat(sent.get()).isTrue();
            assertThat(q.receive()).contains("x");
        }
    }

    @Test
    void interruptEndsOnlyTheWaitOfTheThreadItWasMeantFor() throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            CompletableFuture<Optional<PosixMessage>> received = new CompletableFuture<>();
            Thread meant = ThreadKind.PLATFORM.startAndBlock(LibcPoll.class, () -> receiveUntilEnded(q));
            ThreadKind.PLATFORM.startAndBlock(LibcPoll.class, () -> received.complete(q.queue.receive(LONG)));
            meant.interrupt();
            meant.join();
            assertThat(received).isNotDone();
            q.send("for the other");
            assertThat(received.get()).isPresent();
        }
    }

    private static void receiveUntilEnded(Queues q) {
        assertThatThrownBy(() -> q.queue.receive(LONG)).isInstanceOf(WaitEndedException.class);
    }

    @Test
    void threadThatIsInterruptedAlreadyTakesWhatIsThere() {
        try (Queues q = Queues.ofMessages(1)) {
            q.send("x");
            Thread.currentThread().interrupt();
            assertThat(q.queue.receive(LONG)).isPresent();
            assertThat(q.queue.receive(AT_ONCE)).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void waitAfterAnInterruptedOneIsWhole() throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            CompletableFuture<Optional<PosixMessage>> received = new CompletableFuture<>();
            CountDownLatch again = new CountDownLatch(1);
            Thread thread = ThreadKind.PLATFORM.startAndBlock(LibcPoll.class, () -> {
                receiveUntilEnded(q);
                Thread.interrupted();
                again.countDown();
                received.complete(q.queue.receive(LONG));
            });
            thread.interrupt();
            again.await();
            Blocked.inside(thread, LibcPoll.class);
            q.send("x");
            assertThat(received.get()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsTheWaitsOfAllThreads(ThreadKind kind) throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            List<Thread> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(kind.startAndBlock(LibcPoll.class, () -> receiveUntilEnded(q)));
            }
            q.queue.close();
            for (Thread thread : waiting) {
                thread.join();
            }
            Refusal.of(Errno.EBADF, () -> q.queue.receive(LONG));
        }
    }

    @Test
    void closeFreesTheDescriptorsOfQueueAndWaits() throws Exception {
        Queues q = Queues.ofMessages(1);
        Thread waiting = ThreadKind.PLATFORM.startAndBlock(LibcPoll.class, () -> receiveUntilEnded(q));
        int number = q.queue.fileDescriptor();
        q.close();
        waiting.join();
        try (Queues next = Queues.ofMessages(1)) {
            assertThat(next.queue.fileDescriptor()).isEqualTo(number);
        }
    }

    @Test
    void manyVirtualThreadsWaitAndTheOthersGoOn() throws Exception {
        int many = 4 * Runtime.getRuntime().availableProcessors() + 8;
        try (Queues q = Queues.ofMessages(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<PosixMessage>>> receivers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                receivers.add(threads.submit(() -> q.queue.receive(LONG)));
            }
            // Another virtual thread, which could not start if the waiting ones held the carriers.
            Future<?> sender = threads.submit(() -> {
                for (int i = 0; i < many; i++) {
                    q.queue.send(new byte[0], 0, LONG);
                }
            });
            sender.get();
            for (Future<Optional<PosixMessage>> receiver : receivers) {
                assertThat(receiver.get()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eightThreadsAtOneQueueLoseNothing(boolean oneHandle) throws Exception {
        int senders = 4;
        int each = 5_000;
        BitSet seen = new BitSet(senders * each);
        AtomicInteger count = new AtomicInteger();
        try (Queues q = Queues.ofMessages(4);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> work = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                int first = s * each;
                work.add(threads.submit(() -> withHandle(q, oneHandle, queue -> {
                    for (int i = first; i < first + each; i++) {
                        assertThat(queue.send(String.valueOf(i).getBytes(UTF_8), i % 3, LONG))
                                .isTrue();
                    }
                })));
                work.add(threads.submit(() -> withHandle(q, oneHandle, queue -> {
                    for (int i = 0; i < each; i++) {
                        int number = Integer.parseInt(
                                queue.receive(LONG).orElseThrow().text());
                        count.incrementAndGet();
                        synchronized (seen) {
                            seen.set(number);
                        }
                    }
                })));
            }
            for (Future<?> job : work) {
                job.get();
            }
            assertThat(q.receive()).isEmpty();
        }
        assertThat(count).hasValue(senders * each);
        assertThat(seen.cardinality()).isEqualTo(senders * each);
    }

    private interface Work {
        void with(PosixMessageQueue queue);
    }

    private static void withHandle(Queues q, boolean oneHandle, Work work) {
        if (oneHandle) {
            work.with(q.queue);
            return;
        }
        try (PosixMessageQueue own = PosixMessageQueue.open(q.queue.name())) {
            work.with(own);
        }
    }

    /**
     * The race of close with calls in progress: a call on a descriptor's number that has meanwhile become another
     * queue's would take that queue's messages. {@code -Dit.test=PosixMessageQueueWaitingIT}
     */
    @Test
    void handleThatIsClosedUnderACallNeverTouchesTheQueueThatGetsItsNumber() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Object> wrong = new ConcurrentLinkedQueue<>();
        try (Queues closing = Queues.ofMessages(1);
                Queues bystander = Queues.ofMessages(1)) {
            bystander.send("not for you");
            Thread reopening = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    PosixMessageQueue.open(bystander.queue.name()).close();
                }
            });
            for (int round = 0; round < 300; round++) {
                PosixMessageQueue handle = PosixMessageQueue.open(closing.queue.name());
                List<Thread> users = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    users.add(Thread.ofPlatform().start(() -> useUntilClosed(handle, wrong)));
                }
                handle.close();
                for (Thread user : users) {
                    user.join();
                }
            }
            over.set(true);
            reopening.join();
            assertThat(wrong).isEmpty();
            assertThat(bystander.receive()).contains("not for you");
        }
    }

    private static void useUntilClosed(PosixMessageQueue handle, ConcurrentLinkedQueue<Object> wrong) {
        try {
            while (true) {
                handle.receive(AT_ONCE).ifPresent(wrong::add);
            }
        } catch (IpcException e) {
            if (e.errno() != Errno.EBADF) {
                wrong.add(e);
            }
        }
    }

    @Test
    void waitGoesOnAfterStopAndContinue() {
        try (Queues q = Queues.ofMessages(1);
                RunningProgram child = ChildJvm.of(Waiting.class).start(q.queue.name())) {
            assertThat(child.line()).isEqualTo("waiting");
            for (int i = 0; i < 5; i++) {
                child.signal("STOP");
                child.signal("CONT");
            }
            q.send("after the signals");
            assertThat(child.line()).isEqualTo("got after the signals");
            child.succeeds();
        }
    }

    /** Waits for one message, and prints the result. */
    static final class Waiting {
        public static void main(String[] arguments) {
            Thread main = Thread.currentThread();
            try (PosixMessageQueue queue = PosixMessageQueue.open(arguments[0])) {
                Thread.ofPlatform().daemon().start(() -> {
                    while (List.of(main.getStackTrace()).stream()
                            .noneMatch(frame -> frame.getClassName().endsWith("LibcPoll"))) {
                        Thread.onSpinWait();
                    }
                    System.out.println("waiting");
                });
                System.out.println(
                        "got " + queue.receive(LONG).map(PosixMessage::text).orElse("nothing"));
            }
        }
    }
}
