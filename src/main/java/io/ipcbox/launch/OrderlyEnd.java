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
 * The shutdown of a role on a signal, at any stage of its start: the context closes, which waits for clients, and then
 * the client processes end. A context that is starting is closed after it has started, so that everything it created is
 * removed. Nothing starts after the shutdown has begun.
 *
 * <p>Decision: one hook, installed before anything starts, instead of one for each part. Whatever a part started while
 * the hooks of the others run would be left behind.
 */
public final class OrderlyEnd {
    // For clients that know of the end and finish their last line.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final CountDownLatch settled = new CountDownLatch(1);
    private boolean begun;
    private boolean started;
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable ClientSupervisor clients;

    private OrderlyEnd() {}

    /** Installs the shutdown hook. */
    public static OrderlyEnd install() {
        OrderlyEnd end = new OrderlyEnd();
        // The JVM logs its exit. Created during the shutdown, this logger can fail, and the JVM prints that.
        System.getLogger("java.lang.Runtime");
        ShutdownWatch.beforeWaitsEnd(end::run);
        return end;
    }

    /** Starts the clients; like the other methods, throws IllegalStateException if the shutdown has begun. */
    public synchronized ClientSupervisor start(Supplier<ClientSupervisor> start) {
        refuseIfBegun();
        ClientSupervisor running = start.get();
        clients = running;
        return running;
    }

    /** Notes the context, which has no beans yet. */
    synchronized void starting(ConfigurableApplicationContext made) {
        refuseIfBegun();
        context = made;
    }

    /** Notes that the context has started. Its runners have not, and do not if this method throws. */
    public synchronized void started() {
        started = true;
        settled();
        refuseIfBegun();
    }

    /** Notes that the context has started, or never will. Calling it again has no effect, and it never throws. */
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
        if (running == null) {
            return;
        }
        if (wereTold) {
            awaitEnd(running, PATIENCE);
        } else {
            running.close();
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

    /** Waits for clients that know that the stream has ended, and then ends the remaining ones. */
    public static void awaitEnd(ClientSupervisor running, Duration patience) {
        try (running) {
            running.awaitExit(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
