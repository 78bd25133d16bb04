package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Queues.AT_ONCE;
import static io.ipcbox.ipc.posix.Queues.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.support.NoLeftovers;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeftovers.class)
class PosixQueueNotificationIT {
    @Test
    void messagesThatAreThereAlreadyAreAnnounced() throws Exception {
        try (Queues q = Queues.ofMessages(3)) {
            q.send("early");
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            try (PosixQueueNotification _ = q.queue.onMessage(() -> takeOne(q, received))) {
                assertThat(received.take()).isEqualTo("early");
            }
        }
    }

    @Test
    void noneIsMissedThoughEachActionTakesOnlyOne() throws Exception {
        int many = 5_000;
        try (Queues q = Queues.ofMessages(3)) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            try (PosixQueueNotification _ = q.queue.onMessage(() -> takeOne(q, received))) {
                for (int i = 0; i < many; i++) {
                    q.queue.send(new byte[0], 0, LONG);
                }
                for (int i = 0; i < many; i++) {
                    assertThat(received.take()).isEmpty();
                }
            }
        }
    }

    private static void takeOne(Queues q, BlockingQueue<String> received) {
        q.receive().ifPresent(received::add);
    }

    @Test
    void messageThatArrivesWhileTheActionEndsIsAnnouncedToo() throws Exception {
        try (Queues q = Queues.ofMessages(3)) {
            BlockingQueue<Optional<String>> received = new LinkedBlockingQueue<>();
            SynchronousQueue<String> mayReturn = new SynchronousQueue<>();
            try (PosixQueueNotification _ = q.queue.onMessage(() -> {
                received.add(q.receive());
                take(mayReturn);
            })) {
                q.send("first");
                assertThat(received.take()).contains("first");
                q.send("second");
                mayReturn.put("now");
                assertThat(received.take()).contains("second");
                mayReturn.put("now");
            }
        }
    }

    private static void take(SynchronousQueue<String> queue) {
        try {
            queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void actionThatTakesNothingIsCalledAgain() {
        try (Queues q = Queues.ofMessages(1)) {
            AtomicInteger calls = new AtomicInteger();
            try (PosixQueueNotification _ = q.queue.onMessage(calls::incrementAndGet)) {
                q.send("stays");
                await().until(() -> calls.get() >= 3);
            }
            assertThat(q.receive()).contains("stays");
        }
    }

    @Test
    void severalListenersMayWatchOneQueue() {
        try (Queues q = Queues.ofMessages(1)) {
            AtomicInteger first = new AtomicInteger();
            AtomicInteger second = new AtomicInteger();
            try (PosixQueueNotification _ = q.queue.onMessage(first::incrementAndGet);
                    PosixQueueNotification _ = q.queue.onMessage(second::incrementAndGet)) {
                q.send("stays");
                await().until(() -> first.get() > 0 && second.get() > 0);
            }
        }
    }

    @Test
    void closedNotificationIsSilentAndMayBeClosedByItsAction() throws Exception {
        try (Queues q = Queues.ofMessages(2)) {
            AtomicReference<PosixQueueNotification> self = new AtomicReference<>();
            BlockingQueue<Thread> calls = new LinkedBlockingQueue<>();
            self.set(q.queue.onMessage(() -> {
                self.get().close();
                calls.add(Thread.currentThread());
            }));
            q.send("one");
            calls.take().join();
            q.send("two");
            assertThat(calls).isEmpty();
            assertThat(q.queue.currentMessages()).isEqualTo(2);
        }
    }

    @Test
    void closingTheQueueEndsTheThread() throws Exception {
        Thread listener;
        try (Queues q = Queues.ofMessages(1)) {
            BlockingQueue<Thread> calls = new LinkedBlockingQueue<>();
            q.queue.onMessage(() -> {
                q.receive();
                calls.add(Thread.currentThread());
            });
            q.send("x");
            listener = calls.take();
        }
        listener.join();
    }

    @Test
    void exceptionOfTheActionGoesToTheHandlerAndEndsIt() throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
            q.queue.onMessage(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
                throw new IllegalStateException("by the action");
            });
            q.send("x");
            assertThat(uncaught.take()).hasMessage("by the action");
            assertThat(q.queue.receive(AT_ONCE)).isPresent();
        }
    }

    @Test
    void interruptOfTheActionThatWaitsEndsItWithoutAnException() throws Exception {
        try (Queues q = Queues.ofMessages(1)) {
            BlockingQueue<Thread> calls = new LinkedBlockingQueue<>();
            BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
            q.queue.onMessage(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
                q.receive();
                calls.add(Thread.currentThread());
                q.queue.receive(LONG);
            });
            q.send("x");
            Thread listener = calls.take();
            listener.interrupt();
            listener.join();
            assertThat(uncaught).isEmpty();
        }
    }
}
