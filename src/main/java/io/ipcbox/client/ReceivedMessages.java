package io.ipcbox.client;

import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has been received and waits to be computed. Receiving goes on meanwhile: a client that takes nothing while it
 * works on a long line would look stuck to the server. Bounded; then the receiving thread waits after all. One thread
 * puts, one takes.
 */
final class ReceivedMessages {
    // 32 MiB of integers; what is longer is let in when nothing else waits.
    private static final long MOST_INTEGERS = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ArrayDeque<Message> waiting = new ArrayDeque<>();
    private long integers;
    private boolean closed;

    /** Adds messages; waits for room. */
    void putAll(List<Message> messages) throws InterruptedException {
        long weight = messages.stream().mapToLong(ReceivedMessages::weight).sum();
        lock.lock();
        try {
            while (!closed && !waiting.isEmpty() && integers + weight > MOST_INTEGERS) {
                changed.await();
            }
            waiting.addAll(messages);
            integers += weight;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static int weight(Message message) {
        return message instanceof IntegerLine line ? line.size() : 1;
    }

    /** Takes everything that waits, waiting for the first; empty when closed. The caller owns what it gets. */
    Queue<Message> takeAll() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty()) {
                changed.await();
            }
            Queue<Message> taken = waiting;
            waiting = new ArrayDeque<>();
            integers = 0;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** True when the next {@link #takeAll} would wait. */
    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Frees whoever waits; what is still there can be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
