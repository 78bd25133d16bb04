package io.ipcbox.launch;

import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.supervise.ClientSupervisor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a signal does to a role, however far it has started: the context closes in good order, which means waiting for
 * clients, and then the client processes end. A context that is only just starting is closed once it has started, so
 * that everything it made is removed; nothing starts any more once the end has begun.
 *
 * <p>Decision: one hook, installed before anything is started, and not one for each part, installed with it. What a
 * part starts while the hooks of the others run would be left behind.
 */
public final class OrderlyEnd {
    // Clients that were told finish the last line, and as long as they are busy they may. The others wait for a server.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final CountDownLatch settled = new CountDownLatch(1);
    private boolean begun;
    private boolean started;
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable ClientSupervisor clients;

    private OrderlyEnd() {}

    /** One that runs when the JVM shuts down. */
    public static OrderlyEnd install() {
        OrderlyEnd end = new OrderlyEnd();
        // The JVM logs its exit. Made only then, beside the hooks, this logger may fail, which the JVM prints.
        System.getLogger("java.lang.Runtime");
        ShutdownWatch.beforeWaitsEnd(end::run);
        return end;
    }

    /**
     * Starts the clients.
     *
     * @throws IllegalStateException if the end has begun
     */
    public synchronized ClientSupervisor start(Supplier<ClientSupervisor> start) {
        refuseIfBegun();
        ClientSupervisor running = start.get();
        clients = running;
        return running;
    }

    /**
     * Takes note of the context, which has made nothing yet.
     *
     * @throws IllegalStateException if the end has begun
     */
    synchronized void starting(ConfigurableApplicationContext made) {
        refuseIfBegun();
        context = made;
    }

    /**
     * Takes note that the context has started. Nothing runs in it yet, and nothing will if this fails.
     *
     * @throws IllegalStateException if the end has begun
     */
    public synchronized void started() {
        started = true;
        settled();
        refuseIfBegun();
    }

    /** Takes note that the context has started, or never will. Harmless when repeated. */
    public void settled() {
        settled.countDown();
    }

    private void refuseIfBegun() {
        if (begun) {
            throw new IllegalStateException("the JVM is shutting down");
        }
    }

    private void run() {
        ConfigurableApplicationContext made;
        ClientSupervisor running;
        boolean wereTold;
        synchronized (this) {
            begun = true;
            made = context;
            running = clients;
            wereTold = started;
        }
        if (made != null) {
            close(made);
        }
        if (running != null) {
            end(running, wereTold);
        }
    }

    private void close(ConfigurableApplicationContext made) {
        try {
            settled.await(LONGEST_START.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        made.close();
    }

    private static void end(ClientSupervisor running, boolean wereTold) {
        if (wereTold) {
            awaitEnd(running, PATIENCE);
        } else {
            running.close();
        }
    }

    /** Waits for clients that know that the stream has ended, and ends those that do not end by themselves. */
    public static void awaitEnd(ClientSupervisor running, Duration patience) {
        try (running) {
            running.awaitExit(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
