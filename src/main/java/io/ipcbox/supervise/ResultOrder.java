package io.ipcbox.supervise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts what several clients say about the same line of input next to each other, in the order of the line-up. A client
 * says one thing about each line, so counting is enough; {@code LAGGED n} stands for n lines.
 *
 * <p>Nobody is held up for long: who has not answered within the patience is shown when it does, and is not waited for
 * again before it has caught up. Time is handed in, in nanoseconds. One thread at a time.
 */
final class ResultOrder {
    private static final Pattern GAP = Pattern.compile("LAGGED (\\d{1,18})\\b.*");

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

    /** The client runs: it is waited for from now on. */
    void attach(int client) {
        Client attached = clients[client];
        attached.attached = true;
        attached.joinedLate = newest() > 0;
        attached.silent = true;
    }

    /** The client is gone; what it said before stays. */
    void detach(int client) {
        clients[client].attached = false;
    }

    /** The client said this. */
    void add(int client, String line, long now) {
        Client from = clients[client];
        long number = numberOfNext(from, now);
        Matcher gap = GAP.matcher(line);
        from.newest = number - 1 + (gap.matches() ? Math.max(1, Long.parseLong(gap.group(1))) : 1);
        from.newestArrived = now;
        from.silent = false;
        String shown = from.label + line;
        from.waitingChars += shown.length() + 1L;
        from.waiting.addLast(new Result(number, shown, now));
        from.late &= from.newest < newest();
    }

    // Nobody tells which line a client joined at. When others have just answered one, it will be that; else the next.
    // Lines in quick succession may defeat the guess; once they come slower, it is right again.
    private long numberOfNext(Client from, long now) {
        if (!from.joinedLate || !from.waiting.isEmpty()) {
            return from.newest + 1;
        }
        Client ahead = Arrays.stream(clients)
                .filter(client -> client != from)
                .max((a, b) -> Long.compare(a.newest, b.newest))
                .orElse(from);
        return now - ahead.newestArrived < patienceNanos ? ahead.newest : ahead.newest + 1;
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
        /** Number of the newest line it has spoken of, and when. */
        long newest;

        long newestArrived;
        long waitingChars;
        boolean attached;
        /** It has not spoken since it was attached. */
        boolean silent;
        /** It was not there from the first line on. */
        boolean joinedLate;
        /** It still owes an answer that the others were shown without. */
        boolean late;

        boolean isAwaitedFor(long number) {
            return attached && !late && !(joinedLate && silent) && newest < number;
        }
    }
}
