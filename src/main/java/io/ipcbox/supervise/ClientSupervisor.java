package io.ipcbox.supervise;

import io.ipcbox.ipc.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs clients as child processes of the server: restarts a client that dies, gives up if it keeps dying, and shows
 * their output on the server's terminal. Any thread may call. Clients exit by themselves after the end of the stream;
 * {@link #close}, which the caller of {@link #start} must call, ends those that still run.
 *
 * <p>Clients are started before the server has read its settings, to save time; so nothing is shown or reported before
 * {@link #open}.
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
     * @param specs in the order of their results
     * @param gaveUp receives, in one sentence, which client kept dying and why; called in a thread that may end the JVM
     */
    public static ClientSupervisor start(List<ClientSpec> specs, Consumer<String> gaveUp) {
        ClientSupervisor supervisor = new ClientSupervisor(specs, gaveUp);
        supervisor.clients.forEach(ClientProcess::start);
        return supervisor;
    }

    /** Prefixes each result with the name of its client from now on, for clients that all show the same statistic. */
    public void nameResults() {
        clients.forEach(ClientProcess::nameResults);
    }

    /**
     * Shows the output of the clients from now on, beginning with the ready line of each. Call it once, when the server
     * is ready.
     *
     * @param out receives each line that a client prints to its standard output; called by one thread at a time
     * @param err receives each error of a client, with the client's name in it; called by the same thread
     * @param firstLine called when a process has given its first answer
     * @param timeout how long to wait until all clients are ready
     * @return true if they are; the ready line of a late client is shown when it comes
     */
    public boolean open(Consumer<String> out, Consumer<String> err, FirstLine firstLine, Duration timeout)
            throws InterruptedException {
        return output.open(out, err, firstLine, timeout);
    }

    /**
     * Waits for the clients to exit by themselves after the end of the stream; none is restarted from now on.
     *
     * @param patience how long to wait for idle clients; a busy client may take as long as its line needs
     * @return true if all have exited and all their output was taken
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

    /** Ends all clients that still run; returns when none does and all their output is shown. */
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
