package io.ipcbox.client;

import io.ipcbox.console.Console;
import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.Message;
import io.ipcbox.process.NumberedLine;
import io.ipcbox.process.ParentBond;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receives lines, computes a statistic of each, and reports it: exactly one line of output for each line of input, and
 * {@code LAGGED n} in place of lines that were lost. The subscriber's thread receives; the thread that calls {@link
 * #run} computes. For one run.
 */
public final class StatisticClient implements SubscriberListener, AutoCloseable {
    private static final int MOST_COLLECTED = 4096;

    private final Subscriber subscriber;
    private final Function<IntegerLine, String> statistic;
    private final Console console;
    private final Results results;
    private final ReceivedMessages received = new ReceivedMessages();
    private final boolean isChild = ParentBond.isChild();
    private long answered;
    // Used only by the subscriber's thread. A hand-over for each of a million short lines would be most of the work.
    private final List<Message> collected = new ArrayList<>();
    private long collectedIntegers;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean sawEnd;
    private volatile boolean connected;

    public StatisticClient(Subscriber subscriber, Function<IntegerLine, String> statistic, Console console) {
        this.subscriber = subscriber;
        this.statistic = statistic;
        this.console = console;
        this.results = new Results(console);
    }

    /**
     * Receives and reports until the server ends the stream.
     *
     * @param readyLine the first line of the output, printed when a server can find this client
     * @throws RuntimeException the failure that ended the client
     * @throws InterruptedException if the thread was interrupted
     */
    public void run(String readyLine) throws InterruptedException {
        try {
            subscriber.start(this);
            results.add(readyLine);
            results.flush();
            boolean more = true;
            while (more) {
                more = report(received.takeAll());
            }
        } finally {
            close();
            results.flush();
        }
        RuntimeException reason = failure;
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * Ends {@link #run}. Any thread may call. The subscriber waits for its thread, which may wait for room in the queue
     * while the output is stuck; so the queue is closed first. Idempotent.
     */
    @Override
    public void close() {
        received.close();
        subscriber.close();
    }

    /** Returns false after the last message. */
    private boolean report(Queue<Message> messages) {
        for (Message message : messages) {
            switch (message) {
                case IntegerLine line -> result(1, statistic.apply(line));
                case Lagged lagged -> result(lagged.lines(), "LAGGED " + lagged.lines());
                case EndOfStream end -> {
                    // Before the server removes this client: a parent asks it which lines these were.
                    results.flush();
                    return false;
                }
            }
        }
        if (received.isEmpty()) {
            results.flush();
        }
        return !messages.isEmpty();
    }

    /** For a parent, adds the numbers of the lines, counted from the first that this client could have received. */
    private void result(long lines, String text) {
        long before = subscriber.skipped() + answered;
        answered += lines;
        results.add(isChild ? new NumberedLine(before + 1, before + lines, text).print() : text);
    }

    @Override
    public void connected() {
        connected = true;
    }

    @Override
    public void message(Message message) {
        connected = true;
        if (sawEnd) {
            return;
        }
        sawEnd = message instanceof EndOfStream;
        collected.add(message);
        collectedIntegers += ReceivedMessages.weight(message);
        if (collectedIntegers >= MOST_COLLECTED) {
            handOver();
        }
    }

    @Override
    public void caughtUp() {
        handOver();
    }

    private void handOver() {
        if (collected.isEmpty()) {
            return;
        }
        try {
            received.putAll(collected);
        } catch (InterruptedException e) {
            // The subscriber is being closed, and its thread ends.
            Thread.currentThread().interrupt();
        }
        collected.clear();
        collectedIntegers = 0;
    }

    @Override
    public void disconnected() {
        handOver();
        if (connected && !sawEnd) {
            connected = false;
            console.error("the server disconnected without END; waiting for another");
        }
    }

    @Override
    public void failed(RuntimeException reason) {
        failure = reason;
        try {
            handOver();
        } finally {
            received.close();
        }
    }
}
