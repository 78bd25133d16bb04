package io.ipcbox.supervise;

import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.process.NumberedLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the output of the clients to the server's terminal: results in {@link ResultOrder}, errors as they come. Holds
 * everything back until {@link #open}. Any thread may call; a thread of its own prints until {@link #close}.
 */
final class OutputCollator implements AutoCloseable {
    /** How long a result waits for those of other clients to the same line. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    // The most that is queued for one client. Beyond it the reading thread waits, the pipe fills, and the client waits.
    private static final long MAX_WAITING_CHARS = 1 << 16;
    private static final int MAX_WAITING_MESSAGES = 1000;

    // Later than any arrival by more than the patience, and far from overflow.
    private static final long END_OF_TIME = Long.MAX_VALUE / 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ResultOrder results;
    private final @Nullable String[] greetings;
    private final Deque<String> messages = new ArrayDeque<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private volatile @Nullable Thread printer;
    private volatile @Nullable FirstLine firstLine;
    private boolean opening;
    private boolean hopeless;
    private boolean ending;
    private boolean closed;

    OutputCollator(int clients) {
        results = new ResultOrder(clients, PATIENCE);
        greetings = new String[clients];
    }

    /** Sets the prefix of each result of the client from now on. */
    void label(int client, String label) {
        locked(() -> results.label(client, label));
    }

    /** The client is ready; the line is shown as it is. */
    void greeting(int client, String line) {
        locked(() -> {
            results.attach(client);
            if (opening) {
                messages.addLast(line);
            } else {
                greetings[client] = line;
            }
        });
    }

    /** Waits until this is open, then returns {@link FirstLine#of}. */
    OptionalLong firstLine(String client, long pid) {
        awaitOpen();
        FirstLine known = firstLine;
        try {
            return known == null ? OptionalLong.empty() : known.of(client, pid);
        } catch (RuntimeException e) {
            // A broken transport reports itself, and the results of the client matter more than their order.
            return OptionalLong.empty();
        }
    }

    /** Adds a result of the client. Waits while too many of its results are queued. */
    void result(int client, NumberedLine line) {
        locked(() -> {
            while (!closed && results.waitingChars(client) >= MAX_WAITING_CHARS) {
                changed.awaitUninterruptibly();
            }
            results.add(client, line, System.nanoTime());
        });
    }

    /** Adds an error of a client. Waits while too many are queued. */
    void error(String line) {
        locked(() -> {
            while (!closed && opening && errors.size() >= MAX_WAITING_MESSAGES) {
                changed.awaitUninterruptibly();
            }
            if (errors.size() >= MAX_WAITING_MESSAGES) {
                errors.removeFirst();
            }
            errors.addLast(line);
        });
    }

    /** The client has ended: the others no longer wait for it. */
    void gone(int client) {
        locked(() -> results.detach(client));
    }

    /** A client will never run, so {@link #open} need not wait for all of them. */
    void giveUp() {
        locked(() -> {
            hopeless = true;
            if (!opening) {
                errors.clear();
            }
        });
    }

    /** From now on no thread waits for {@link #open}. */
    void ending() {
        locked(() -> ending = true);
    }

    /** Waits until {@link #open} was called, or the end has begun. */
    void awaitOpen() {
        locked(() -> {
            while (!opening && !ending && !closed) {
                changed.awaitUninterruptibly();
            }
        });
    }

    /**
     * Shows everything from here on, beginning with the ready lines in the order of the clients.
     *
     * @param timeout how long to wait for all clients to be ready
     * @return true if all are
     */
    boolean open(Consumer<String> out, Consumer<String> err, FirstLine firstLine, Duration timeout)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (!allGreeted() && !hopeless && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            // Not in the printer's thread: whatever the caller prints next must come after this.
            Arrays.stream(greetings).filter(Objects::nonNull).forEach(out);
            this.firstLine = firstLine;
            opening = true;
            changed.signalAll();
            printer = Thread.ofPlatform().name("ipcbox-client-output").daemon().start(() -> print(out, err));
            return allGreeted();
        } finally {
            lock.unlock();
        }
    }

    private boolean allGreeted() {
        return Arrays.stream(greetings).noneMatch(Objects::isNull);
    }

    private void print(Consumer<String> out, Consumer<String> err) {
        List<String> forOut = new ArrayList<>();
        List<String> forErr = new ArrayList<>();
        while (take(forOut, forErr)) {
            forErr.forEach(err);
            forOut.forEach(out);
            forErr.clear();
            forOut.clear();
        }
    }

    /** Waits for something to show; false once nothing more will come. */
    private boolean take(List<String> forOut, List<String> forErr) {
        lock.lock();
        try {
            while (messages.isEmpty() && errors.isEmpty() && !closed && nanosUntilResult() > 0) {
                changed.awaitNanos(nanosUntilResult());
            }
            forErr.addAll(errors);
            errors.clear();
            forOut.addAll(messages);
            messages.clear();
            forOut.addAll(results.take(closed ? END_OF_TIME : System.nanoTime()));
            changed.signalAll();
            return !(closed && forOut.isEmpty() && forErr.isEmpty());
        } catch (InterruptedException e) {
            throw new AssertionError("the printer is never interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilResult() {
        return results.hasWaiting() ? results.nanosUntilDue(System.nanoTime()) : Long.MAX_VALUE;
    }

    /** Shows what is left, and returns when that is done. If this was never opened, it is discarded. */
    @Override
    public void close() {
        locked(() -> closed = true);
        Uninterrupted.join(printer);
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
