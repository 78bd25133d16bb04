package io.ipcbox.supervise;

import io.ipcbox.ipc.waiting.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs clients as child processes of the server: starts one again that dies, gives up when it keeps dying, and shows
 * what they print on the server's terminal. Any thread may call. Whoever started it closes it, which ends the clients;
 * they end by themselves after the end of the stream.
 *
 * <p>Clients are started before the server has read its settings, to use the time; so nothing is shown, and nobody
 * told of anything, before {@link #open}.
 */
public final class ClientSupervisor implements AutoCloseable {
    /** How long a client has from SIGTERM to SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final OutputCollator output;
    private final List<ClientProcess> clients;

    private ClientSupervisor(List<ClientSpec> specs, Consumer<String> gaveUp) {
        output = new OutputCollator(specs.size());
        clients = IntStream.range(0, specs.size())
                .mapToObj(place -> new ClientProcess(specs.get(place), place, output, gaveUp))
                .toList();
    }

    /**
     * Starts the clients and returns at once.
     *
     * @param specs in the order of the line-up
     * @param gaveUp is told, in one sentence, which client kept dying and why; in a thread that may end the JVM
     */
    public static ClientSupervisor start(List<ClientSpec> specs, Consumer<String> gaveUp) {
        ClientSupervisor supervisor = new ClientSupervisor(specs, gaveUp);
        supervisor.clients.forEach(ClientProcess::start);
        return supervisor;
    }

    /** Puts the name of the client in front of each result from now on, for clients that all show the same. */
    public void nameResults() {
        clients.forEach(ClientProcess::nameResults);
    }

    /**
     * Shows what the clients print from now on, beginning with the line by which each says that it is ready, in the
     * order of the line-up. Call it once, when the server is ready.
     *
     * @param out takes each line that a client prints to its standard output; called by one thread at a time
     * @param err takes each error of a client, with the client's name in it; called by the same thread
     * @param firstLine is asked when a process has given its first answer
     * @param timeout how long to wait until all clients are ready
     * @return true if they are; if not, a late one says so when it is
     */
    public boolean open(Consumer<String> out, Consumer<String> err, FirstLine firstLine, Duration timeout)
            throws InterruptedException {
        return output.open(out, err, firstLine, timeout);
    }

    /**
     * Waits for the clients to end by themselves, after the server told them that the stream has ended; none is started
     * again from now on.
     *
     * @param patience how long to wait for clients that do nothing; one that is busy may take as long as the line needs
     * @return true if all have ended, and all they printed was taken
     */
    public boolean awaitExit(Duration patience) throws InterruptedException {
        clients.forEach(ClientProcess::stopRestarting);
        Deadline deadline = Deadline.after(patience);
        while (!join(LOOK) && !deadline.hasPassed()) {
            if (anyWasBusy()) {
                deadline = Deadline.after(patience);
            }
        }
        return join(Duration.ZERO);
    }

    private boolean anyWasBusy() {
        boolean any = false;
        for (ClientProcess client : clients) {
            any |= client.wasBusy();
        }
        return any;
    }

    private boolean join(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        boolean ended = true;
        for (ClientProcess client : clients) {
            ended &= client.join(deadline.remaining());
        }
        return ended;
    }

    /** Ends all clients that still run, and returns when none does and everything they printed is shown. */
    @Override
    public void close() {
        try {
            clients.forEach(ClientProcess::stopRestarting);
            output.ending();
            clients.forEach(client -> client.signal(false));
            if (!join(GRACE)) {
                clients.forEach(client -> client.signal(true));
                join(GRACE);
            }
        } catch (InterruptedException e) {
            clients.forEach(client -> client.signal(true));
            Thread.currentThread().interrupt();
        }
        output.close();
    }
}
