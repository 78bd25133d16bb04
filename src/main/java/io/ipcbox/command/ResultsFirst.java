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
 * Typed lines, after each of which what clients print about it has a moment to appear before the next prompt. Input that
 * has arrived ends the moment. For one thread.
 *
 * <p>A process cannot tell what others have written to its terminal, and so cannot draw its prompt below that; but results
 * come within milliseconds, sooner than the next line is typed.
 */
final class ResultsFirst implements LineSource {
    private static final int MOMENT_MILLIS = 150;
    private static final int LOOK_MILLIS = 5;

    private final LineSource lines;
    private final BooleanSupplier resultsFollow;
    private final Arrived input;
    private boolean afterData;

    /** Tells whether there is input to read, and takes none of it. */
    @FunctionalInterface
    interface Arrived {
        boolean hasInput() throws IOException;
    }

    /** @param resultsFollow whether a client will print something here about the last line of data */
    ResultsFirst(LineSource lines, BooleanSupplier resultsFollow, Arrived input) {
        this.lines = lines;
        this.resultsFollow = resultsFollow;
        this.input = input;
    }

    /** For a prompt that what this process prints disturbs, be it on behalf of a client: waits if there is any client. */
    static LineSource ofClients(LineSource lines, BroadcastServer server) {
        return new ResultsFirst(lines, () -> !server.clients().isEmpty(), standardInput());
    }

    /** For a prompt that only others disturb: waits if a client of the server prints on this terminal by itself. */
    static LineSource ofClientsHere(LineSource lines, BroadcastServer server) {
        return new ResultsFirst(lines, () -> isClientHere(server), standardInput());
    }

    /** True if a client of the server prints on the standard output of this process. */
    static boolean isClientHere(BroadcastServer server) {
        return server.clients().stream().anyMatch(client -> printsHere(client.pid()));
    }

    private static boolean printsHere(long pid) {
        try {
            return Files.readSymbolicLink(standardOutput(Long.toString(pid)))
                    .equals(Files.readSymbolicLink(standardOutput("self")));
        } catch (IOException e) {
            // It has ended, or is not known.
            return false;
        }
    }

    private static Path standardOutput(String process) {
        return Path.of("/proc", process, "fd/1");
    }

    /** Asks the kernel how much a read would give; for a terminal that is nothing at Ctrl-D alone, which stays there. */
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
            for (int waited = 0; waited < MOMENT_MILLIS && !input.hasInput(); waited += LOOK_MILLIS) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException e) {
            // Reading fails too, and tells why.
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
