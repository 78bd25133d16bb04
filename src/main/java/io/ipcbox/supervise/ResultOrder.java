package io.ipcbox.supervise;

import io.ipcbox.process.NumberedLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the results of several clients for the same line of input next to each other, in the order of the clients.
 * Results carry the numbers of their lines: a client counts what it receives, lost lines included, and the server knows
 * the line with which it began. So the order holds for a client that was killed and restarted, that lagged or that came
 * late. A client that lives on after its connection broke goes on counting; from then on its results are shown as if it
 * were late.
 *
 * <p>No client holds up the others for long: a result that does not come within the patience is shown when it does, and
 * the client is not waited for again until it has caught up. Times are in nanoseconds. One thread at a time.
 */
final class ResultOrder {
    private final Client[] clients;
    private final long patienceNanos;

    ResultOrder(int clients, Duration patience) {
        this.clients = Stream.generate(Client::new).limit(clients).toArray(Client[]::new);
        this.patienceNanos = patience.toNanos();
    }

    /** Sets the prefix of each result of the client from now on. */
    void label(int client, String label) {
        clients[client].label = label;
    }

    /** The client is ready: it is waited for from now on, beginning with the next line that no client has answered. */
    void attach(int client) {
        clients[client].newest = newest();
        clients[client].attached = true;
        clients[client].late = false;
    }

    /** The client has gone; its earlier results stay. */
    void detach(int client) {
        clients[client].attached = false;
    }

    /** Adds a result of the client, with the server's line numbers. */
    void add(int client, NumberedLine line, long now) {
        Client from = clients[client];
        from.newest = line.last();
        from.late &= from.newest < newest();
        String shown = from.label + line.text();
        from.waitingChars += shown.length() + 1L;
        from.waiting.addLast(new Result(line.first(), shown, now));
    }

    /** Takes the results that can be shown now. */
    List<String> take(long now) {
        List<String> shown = new ArrayList<>();
        while (hasWaiting() && nanosUntilDue(now) <= 0) {
            takeOldest(shown);
        }
        return shown;
    }

    private void takeOldest(List<String> shown) {
        long number = oldestWaiting();
        for (Client client : clients) {
            Result first = client.waiting.peekFirst();
            if (first != null && first.number == number) {
                shown.add(first.line);
                client.waiting.removeFirst();
                client.waitingChars -= first.line.length() + 1L;
            } else if (client.isAwaitedFor(number)) {
                client.late = true;
            }
        }
    }

    /** True if there are results that were not taken. */
    boolean hasWaiting() {
        return Arrays.stream(clients).anyMatch(client -> !client.waiting.isEmpty());
    }

    /** The number of characters in this client's results that were not taken. */
    long waitingChars(int client) {
        return clients[client].waitingChars;
    }

    /** How long the oldest result may still wait; zero or less if it need not. Requires {@link #hasWaiting}. */
    long nanosUntilDue(long now) {
        long number = oldestWaiting();
        if (Arrays.stream(clients).noneMatch(client -> client.isAwaitedFor(number))) {
            return 0;
        }
        long waited = oldestOfEach()
                .filter(result -> result.number == number)
                .mapToLong(result -> now - result.arrived)
                .max()
                .orElseThrow();
        return patienceNanos - waited;
    }

    private long oldestWaiting() {
        return oldestOfEach().mapToLong(Result::number).min().orElseThrow();
    }

    private Stream<Result> oldestOfEach() {
        return Arrays.stream(clients).flatMap(client -> Stream.ofNullable(client.waiting.peekFirst()));
    }

    private long newest() {
        return Arrays.stream(clients).mapToLong(client -> client.newest).max().orElse(0);
    }

    private record Result(long number, String line, long arrived) {}

    private static final class Client {
        final Deque<Result> waiting = new ArrayDeque<>();

        String label = "";
        /** The number of the newest line that it has answered. */
        long newest;

        long waitingChars;
        boolean attached;
        /** It owes an answer that the others were shown without. */
        boolean late;

        boolean isAwaitedFor(long number) {
            return attached && !late && newest < number;
        }
    }
}
