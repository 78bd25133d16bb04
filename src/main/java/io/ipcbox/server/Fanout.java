package io.ipcbox.server;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.Publisher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hands lines to every transport, even if others fail. One thread at a time. */
public final class Fanout {
    private final List<Publisher> publishers;
    // These failed at the last lines, and the user was told.
    private final Set<Publisher> failing = new HashSet<>();

    public Fanout(List<Publisher> publishers) {
        this.publishers = List.copyOf(publishers);
    }

    /**
     * Returns, or throws, when every transport has taken the lines or failed.
     *
     * @throws RuntimeException the exception of a transport that took the lines before; once, until it takes lines
     *     again
     * @throws Error if any transport threw one
     */
    public void publish(EncodedLines lines) {
        Closing.all(publishers, publisher -> publish(publisher, lines));
    }

    private void publish(Publisher publisher, EncodedLines lines) {
        try {
            publisher.publish(lines);
            failing.remove(publisher);
        } catch (RuntimeException e) {
            if (failing.add(publisher)) {
                throw e;
            }
        }
    }
}
