package io.ipcbox.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The lines that a process prints, taken as they come by a thread of its own: the process never has to wait for the test.
 * Any thread may call.
 */
final class Transcript {
    private static final int SHOWN_LINES = 40;
    private static final int SHOWN_CHARS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    Transcript(InputStream stream) {
        Thread.ofPlatform().daemon().start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> grow(() -> lines.add(line)));
        } catch (IOException | UncheckedIOException e) {
            // The process was killed.
        }
        grow(() -> ended = true);
    }

    private void grow(Runnable change) {
        lock.lock();
        try {
            change.run();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What has been printed so far. */
    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for such a line, also an old one; false when the stream ends without it, or the time is up. */
    boolean awaitLine(Predicate<String> wanted, Duration watchdog) {
        return await(
                new Object() {
                    private int seen;

                    boolean isThere() {
                        while (seen < lines.size()) {
                            if (wanted.test(lines.get(seen++))) {
                                return true;
                            }
                        }
                        return false;
                    }
                }::isThere,
                watchdog);
    }

    /** Waits for that many lines; false when the stream ends without them, or the time is up. */
    boolean awaitSize(int size, Duration watchdog) {
        return await(() -> lines.size() >= size, watchdog);
    }

    /** Waits until nothing follows. */
    boolean awaitEnd(Duration watchdog) {
        return await(() -> ended, watchdog);
    }

    private boolean await(Fact condition, Duration watchdog) {
        long left = watchdog.toNanos();
        lock.lock();
        try {
            while (!condition.holds()) {
                if (ended || left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted: the test's own time is up", e);
        } finally {
            lock.unlock();
        }
    }

    private interface Fact {
        boolean holds();
    }

    /** Enough of it for an error message. */
    @Override
    public String toString() {
        List<String> all = lines();
        StringBuilder text = new StringBuilder();
        int skipped = Math.max(0, all.size() - SHOWN_LINES);
        if (skipped > 0) {
            text.append("  … ").append(skipped).append(" lines\n");
        }
        all.stream()
                .skip(skipped)
                .map(line -> line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "…")
                .forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
