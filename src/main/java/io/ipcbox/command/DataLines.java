package io.ipcbox.command;

import io.ipcbox.console.TextLine;
import io.ipcbox.message.LineParser;
import io.ipcbox.message.NotAnIntegerException;
import io.ipcbox.server.BroadcastServer;

/** Lines of integers on their way to the clients. For one thread. */
public record DataLines(BroadcastServer server) {
    /**
     * Sends the line, at the next {@link #flush} or before; does nothing if it is blank.
     *
     * @throws IllegalStateException if a word is not an integer
     */
    public void append(TextLine line) {
        try {
            LineParser.parse(line.buffer(), line.offset(), line.length()).ifPresent(server::append);
        } catch (NotAnIntegerException e) {
            throw new IllegalStateException(e.getMessage() + "; nothing was sent");
        }
    }

    /** Sends what was appended. */
    public void flush() {
        server.flush();
    }
}
