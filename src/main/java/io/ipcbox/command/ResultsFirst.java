package io.ipcbox.command;

import io.ipcbox.server.BroadcastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Typed lines, after each of which what is printed about it has a moment to appear before the next prompt. For one thread.
 *
 * <p>A process cannot tell what others have written to its terminal, and so cannot draw its prompt below that; but results
 * come within milliseconds, sooner than the next line is typed.
 */
final class ResultsFirst implements LineSource {
    private static final int MOMENT_MILLIS = 150;

    private final LineSource lines;
    private final Moment moment;
    private boolean afterData;

    /** What to do between a line of data and the next prompt. */
    @FunctionalInterface
    interface Moment {
        void pass() throws InterruptedException;
    }

    ResultsFirst(LineSource lines, Moment moment) {
        this.lines = lines;
        this.moment = moment;
    }

    /** Gives results always that moment. */
    static LineSource always(LineSource lines) {
        return new ResultsFirst(lines, () -> Thread.sleep(MOMENT_MILLIS));
    }

    /** Gives results that moment if a client of the server prints on this terminal by itself. */
    static LineSource ofClientsHere(LineSource lines, BroadcastServer server) {
        return new ResultsFirst(lines, () -> {
            if (server.clients().stream().anyMatch(client -> printsHere(client.pid()))) {
                Thread.sleep(MOMENT_MILLIS);
            }
        });
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

    @Override
    public Input next() {
        try {
            if (afterData && !lines.hasLine()) {
                moment.pass();
            }
        } catch (InterruptedException e) {
            return Input.End.ofInput();
        }
        Input next = lines.next();
        afterData = next instanceof TextLine line && line.isData();
        return next;
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
