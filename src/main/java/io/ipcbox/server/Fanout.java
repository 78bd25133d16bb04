package io.ipcbox.server;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.Publisher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands lines to every transport, whatever becomes of the others. One thread at a time. */
public final class Fanout {
    private final List<Publisher> publishers;
    // The last lines did not get through these, and the user knows.
    private final Set<Publisher> failing = new HashSet<>();

    public Fanout(List<Publisher> publishers) {
        this.publishers = List.copyOf(publishers);
    }

    /**
     * Returns, or throws, when every transport has taken the lines or failed.
     *
     * @throws RuntimeException what a transport threw that took the lines before; once, until it takes lines again
     * @throws Error if there was one in any of them
     */
    public void publish(EncodedLines lines) {
        RuntimeException failure = null;
        Error error = null;
        for (Publisher publisher : publishers) {
            try {
                failure = Closing.join(failure, attempt(publisher, lines));
            } catch (Error e) {
                error = Closing.join(error, e);
            }
        }
        if (error != null) {
            if (failure != null) {
                error.addSuppressed(failure);
            }
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException attempt(Publisher publisher, EncodedLines lines) {
        try {
            publisher.publish(lines);
            failing.remove(publisher);
            return null;
        } catch (RuntimeException e) {
            return failing.add(publisher) ? e : null;
        }
    }
}
