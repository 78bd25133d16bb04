package io.ipcbox.client;

import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Received messages that have yet to be computed. Receiving goes on meanwhile, because a client that takes nothing
 * while it works on a long line would look stuck to the server. Bounded: when it is full, the receiving thread waits.
 * One thread puts, one takes.
 */
final class ReceivedMessages {
    // 32 MiB of integers; anything longer is admitted when the queue is empty.
    private static final long MOST_INTEGERS = 4 << 20;

    private ArrayDeque<Message> waiting = new ArrayDeque<>();
    private long integers;
    private boolean closed;

    /** Adds messages; waits for room. */
    synchronized void putAll(List<Message> messages) throws InterruptedException {
        long weight = messages.stream().mapToLong(ReceivedMessages::weight).sum();
        while (!closed && !waiting.isEmpty() && integers + weight > MOST_INTEGERS) {
            wait();
        }
        waiting.addAll(messages);
        integers += weight;
        notifyAll();
    }

    static int weight(Message message) {
        return message instanceof IntegerLine line ? line.size() : 1;
    }

    /** Takes everything, waiting for the first message; empty only if closed. The caller owns the result. */
    synchronized Queue<Message> takeAll() throws InterruptedException {
        while (!closed && waiting.isEmpty()) {
            wait();
        }
        Queue<Message> taken = waiting;
        waiting = new ArrayDeque<>();
        integers = 0;
        notifyAll();
        return taken;
    }

    /** True if the next {@link #takeAll} would wait. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Releases waiting threads; what is queued can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
