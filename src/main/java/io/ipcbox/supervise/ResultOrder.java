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
 * Puts what several clients say about the same line of input next to each other, in the order of the line-up. The numbers
 * of the lines come with what is said: a client counts what it receives, lost lines included, and the server knows the line
 * with which it began. So the order holds for a client that was killed and started again, that lagged or that came late.
 * One whose connection breaks while it lives goes on counting: from then on its results are shown as if it were late.
 *
 * <p>No client holds up the others for long: one that has not answered within the patience is shown when it does, and is
 * not waited for again before it has caught up. Time is handed in, in nanoseconds. One thread at a time.
 */
final class ResultOrder {
    private final Client[] clients;
    private final long patienceNanos;

    ResultOrder(int clients, Duration patience) {
        this.clients = Stream.generate(Client::new).limit(clients).toArray(Client[]::new);
        this.patienceNanos = patience.toNanos();
    }

    /** What stands in front of everything that the client says from now on. */
    void label(int client, String label) {
        clients[client].label = label;
    }

    /** The client runs: it is waited for from now on, with the next line that no client has answered yet. */
    void attach(int client) {
        clients[client].newest = newest();
        clients[client].attached = true;
        clients[client].late = false;
    }

    /** The client is gone; what it said before stays. */
    void detach(int client) {
        clients[client].attached = false;
    }

    /** The client said this; its numbers are those of the server. */
    void add(int client, NumberedLine line, long now) {
        Client from = clients[client];
        from.newest = line.last();
        from.late &= from.newest < newest();
        String shown = from.label + line.text();
        from.waitingChars += shown.length() + 1L;
        from.waiting.addLast(new Result(line.first(), shown, now));
    }

    /** Takes what can be shown now. */
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

    /** True if something has been said that was not shown yet. */
    boolean hasWaiting() {
        return Arrays.stream(clients).anyMatch(client -> !client.waiting.isEmpty());
    }

    /** How many characters this client has said that were not shown yet. */
    long waitingChars(int client) {
        return clients[client].waitingChars;
    }

    /** How long the oldest thing that waits may go on waiting; zero or less if it need not. Needs {@link #hasWaiting}. */
    long nanosUntilDue(long now) {
        long number = oldestWaiting();
        if (Arrays.stream(clients).noneMatch(client -> client.isAwaitedFor(number))) {
            return 0;
        }
        long waited = Arrays.stream(clients)
                .flatMap(client -> Stream.ofNullable(client.waiting.peekFirst()))
                .filter(result -> result.number == number)
                .mapToLong(result -> now - result.arrived)
                .max()
                .orElseThrow();
        return patienceNanos - waited;
    }

    private long oldestWaiting() {
        return Arrays.stream(clients)
                .flatMap(client -> Stream.ofNullable(client.waiting.peekFirst()))
                .mapToLong(Result::number)
                .min()
                .orElseThrow();
    }

    private long newest() {
        return Arrays.stream(clients).mapToLong(client -> client.newest).max().orElse(0);
    }

    private record Result(long number, String line, long arrived) {}

    private static final class Client {
        final Deque<Result> waiting = new ArrayDeque<>();

        String label = "";
        /** Number of the newest line it has spoken of. */
        long newest;

        long waitingChars;
        boolean attached;
        /** It still owes an answer that the others were shown without. */
        boolean late;

        boolean isAwaitedFor(long number) {
            return attached && !late && newest < number;
        }
    }
}
