package io.ipcbox.command;

import io.ipcbox.console.Input;
import io.ipcbox.console.LineSource;
import io.ipcbox.console.TextLine;
import io.ipcbox.server.BroadcastServer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Typed lines, with a short pause before the next prompt in which clients print their results. Arrived input ends the
 * pause. For one thread.
 *
 * <p>A process cannot see what others write to its terminal, and so cannot place its prompt below that. But results come
 * within milliseconds, sooner than the next line is typed.
 */
final class ResultsFirst implements LineSource {
    private static final int PAUSE_MILLIS = 150;
    private static final int POLL_MILLIS = 5;

    private final LineSource lines;
    private final BooleanSupplier resultsFollow;
    private final Arrived input;
    private boolean afterData;

    /** Checks for input without reading it. */
    @FunctionalInterface
    interface Arrived {
        boolean hasInput() throws IOException;
    }

    /** @param resultsFollow whether a client will print a result of the last line here */
    ResultsFirst(LineSource lines, BooleanSupplier resultsFollow, Arrived input) {
        this.lines = lines;
        this.resultsFollow = resultsFollow;
        this.input = input;
    }

    /** For a prompt that output of this process disturbs too: pauses if there is any client. */
    static LineSource ofClients(LineSource lines, BroadcastServer server) {
        return new ResultsFirst(lines, () -> !server.clients().isEmpty(), standardInput());
    }

    /** For a prompt that only other processes disturb: pauses if a client prints on this terminal itself. */
    static LineSource ofClientsHere(LineSource lines, BroadcastServer server) {
        return new ResultsFirst(lines, () -> isClientHere(server), standardInput());
    }

    /** True if a client of the server prints on the standard output of this process. */
    static boolean isClientHere(BroadcastServer server) {
        return server.clients().stream().anyMatch(client -> printsHere(client.pid()));
    }

    private static boolean printsHere(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "fd/1"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/fd/1")));
        } catch (IOException e) {
            // The client has ended, or its process is unknown.
            return false;
        }
    }

    /** Asks the kernel how much a read would return: for a terminal 0 after Ctrl-D alone, which stays unread. */
    private static Arrived standardInput() {
        InputStream input = new FileInputStream(FileDescriptor.in);
        return () -> input.available() > 0;
    }

    @Override
    public Input next() {
        try {
            if (afterData && !lines.hasLine() && resultsFollow.getAsBoolean()) {
                awaitResults();
            }
        } catch (InterruptedException e) {
            return Input.End.ofInput();
        }
        Input next = lines.next();
        afterData = next instanceof TextLine line && line.isData();
        return next;
    }

    private void awaitResults() throws InterruptedException {
        try {
            for (int waited = 0; waited < PAUSE_MILLIS && !input.hasInput(); waited += POLL_MILLIS) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            // Reading fails for the same reason, and reports it.
        }
    }

    @Override
    public boolean hasLine() {
        return lines.hasLine();
    }

    @Override
    public boolean isScript() {
        return lines.isScript();
    }
}
