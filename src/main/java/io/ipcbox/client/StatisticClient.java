package io.ipcbox.client;

import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.IntegerLine;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.MalformedMessageException;
import io.ipcbox.message.Message;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Receives lines, computes a statistic of each, and reports it: exactly one line of output for each line of input, and
 * {@code LAGGED n} in the place of lines that were lost. One use; {@link #run} is called once.
 */
public final class StatisticClient implements SubscriberListener {
    private final Subscriber subscriber;
    private final Function<IntegerLine, String> statistic;
    private final ClientOutput output;
    private final CountDownLatch announced = new CountDownLatch(1);
    private final CompletableFuture<EndOfStream> end = new CompletableFuture<>();
    private volatile boolean awaitingServer = true;

    public StatisticClient(Subscriber subscriber, Function<IntegerLine, String> statistic, ClientOutput output) {
        this.subscriber = subscriber;
        this.statistic = statistic;
        this.output = output;
    }

    /**
     * Receives until the server ends the stream.
     *
     * @param readyLine the first line of the output, when everything that a server needs to find this client is there
     * @throws RuntimeException what made it impossible to go on
     */
    public void run(String readyLine) {
        try {
            subscriber.start(this);
            output.result(readyLine);
            output.flush();
            announced.countDown();
            end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        } finally {
            // Whoever still waits for the announcement must not wait for ever.
            announced.countDown();
            subscriber.close();
            output.flush();
        }
    }

    @Override
    public void connected() {
        if (!awaitingServer) {
            return;
        }
        awaitingServer = false;
    }

    @Override
    public void message(byte[] buffer, int offset, int length) {
        if (end.isDone()) {
            return;
        }
        awaitAnnouncement();
        try {
            take(MessageCodec.decode(buffer, offset, length));
        } catch (MalformedMessageException e) {
            failed(e);
        }
    }

    private void take(Message message) {
        switch (message) {
            case IntegerLine line -> output.result(statistic.apply(line));
            case Lagged lagged -> output.result("LAGGED " + lagged.lines());
            case EndOfStream last -> end.complete(last);
        }
    }

    private void awaitAnnouncement() {
        try {
            announced.await();
        } catch (InterruptedException e) {
            // The subscriber is being closed; its thread ends on its own.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void caughtUp() {
        output.flush();
    }

    @Override
    public void disconnected() {
        if (!end.isDone() && !awaitingServer) {
            awaitingServer = true;
            output.flush();
            output.notice("the server has gone without saying goodbye; waiting for the next one");
        }
    }

    @Override
    public void failed(RuntimeException reason) {
        end.completeExceptionally(reason);
    }
}
