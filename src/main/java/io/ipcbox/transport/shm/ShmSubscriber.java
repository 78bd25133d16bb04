package io.ipcbox.transport.shm;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.message.EndOfStream;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.MessageAssembler;
import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReader;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.ring.WriterIdentity;
import io.ipcbox.transport.Inotify;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Receiving;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the broadcast ring of a name from one server to the next, in a thread of its own. */
final class ShmSubscriber implements Subscriber {
    // How often to check, while there is no writer, whether the ring has lost its name: then none will come back.
    private static final Duration NAME_CHECK = Duration.ofMillis(500);

    private final Path path;
    private final boolean fromOldest;
    private final int longestLine;
    private final WaitStrategy waiting;
    private @Nullable Thread thread;
    private volatile @Nullable RingReader reader;
    private final Succession succession = new Succession();
    private volatile long skipped = -1;
    private volatile boolean closed;

    /**
     * @param path of the ring file
     * @param fromOldest whether to begin with the oldest line that the ring still holds, instead of the next one
     * @param longestLine in bytes
     * @param waiting how to wait for lines
     */
    ShmSubscriber(Path path, boolean fromOldest, int longestLine, WaitStrategy waiting) {
        this.path = path;
        this.fromOldest = fromOldest;
        this.longestLine = longestLine;
        this.waiting = waiting;
    }

    @Override
    public Mechanism mechanism() {
        return ShmTransport.MECHANISM;
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    public synchronized void start(SubscriberListener listener) {
        if (closed) {
            return;
        }
        thread = Thread.ofPlatform()
                .name("ipcbox-ring-reader")
                .start(() -> Receiving.run(listener, () -> closed, object(), () -> follow(listener)));
    }

    private void follow(SubscriberListener listener) {
        try {
            boolean more = true;
            while (more && !closed) {
                Optional<RingFile> ring = awaitRing();
                more = ring.isPresent() && readAll(ring.get(), listener);
            }
        } catch (InterruptedException e) {
            // This subscriber is being closed.
        } catch (IpcException e) {
            throw ForeignRing.explain(path, e);
        } catch (InternalError e) {
            // A page of the mapping is gone. Compiled code may throw this slightly late.
            throw new IpcException("read", object(), Errno.EIO, "its file was truncated", e);
        }
    }

    private String object() {
        return "ring \"" + path + "\"";
    }

    private Optional<RingFile> awaitRing() throws InterruptedException {
        try (Inotify directory =
                new Inotify(path.toAbsolutePath().resolveSibling(".").normalize())) {
            // Before the first look, so that no event is missed in between.
            directory.watch(StandardWatchEventKinds.ENTRY_CREATE);
            while (!closed) {
                Optional<RingFile> ring = RingFile.openIfPresent(path);
                if (ring.isPresent() && ring.get().isOpen()) {
                    return ring;
                }
                ring.ifPresent(RingFile::close);
                directory.awaitChange(path.getFileName());
            }
            return Optional.empty();
        }
    }

    /** Reads until nothing more comes from this ring; true if another ring may come. */
    private boolean readAll(RingFile ring, SubscriberListener listener) {
        try (ring;
                RingReader joined = join(ring)) {
            reader = joined;
            if (skipped < 0) {
                skipped = joined.next();
            }
            return readAll(ring, joined, listener);
        } finally {
            reader = null;
        }
    }

    private RingReader join(RingFile ring) {
        try {
            return ring.readerInParts(fromOldest, waiting);
        } catch (IpcException e) {
            if (e.errno() != Errno.EUSERS) {
                throw e;
            }
            String remedy = "all " + ring.settings().places()
                    + " places for clients are taken; end a client, or start the server with a larger --ipcbox.shm.max-readers";
            throw new IpcException("join", object(), Errno.EUSERS, remedy, e);
        }
    }

    private boolean readAll(RingFile ring, RingReader joined, SubscriberListener listener) {
        WriterIdentity writer = ring.lastWriter();
        try {
            MessageAssembler messages = new MessageAssembler(listener::message, longestLine);
            if (joined.hasWriter()) {
                listener.connected();
            }
            long missed = succession.missedBefore(ring, joined);
            if (missed > 0) {
                listener.message(new Lagged(missed));
                tellIfCaughtUp(joined, listener);
            }
            while (!closed) {
                Outcome outcome = joined.read(joined.hasWriter() ? Deadline.NEVER : Deadline.after(NAME_CHECK));
                if (outcome == Outcome.WRITER_CAME) {
                    writer = ring.lastWriter();
                }
                if (!goesOn(outcome, ring, joined, messages, listener)) {
                    return true;
                }
            }
            return false;
        } finally {
            succession.left(writer, joined.next());
        }
    }

    /** Passes on what was read; false if nothing more comes from this ring. */
    private boolean goesOn(
            Outcome outcome, RingFile ring, RingReader joined, MessageAssembler messages, SubscriberListener listener) {
        switch (outcome) {
            case PART, MESSAGE -> accept(joined, messages);
            case LAGGED -> {
                messages.reset();
                listener.message(new Lagged(joined.lost()));
            }
            case WRITER_CAME -> listener.connected();
            case WRITER_GONE -> listener.disconnected();
            case ENDED -> listener.message(new EndOfStream());
            case NOTHING, STOPPED, REPLACED -> {}
        }
        tellIfCaughtUp(joined, listener);
        return switch (outcome) {
            case ENDED, REPLACED, STOPPED -> false;
            case WRITER_GONE, NOTHING -> joined.hasWriter() || ring.hasItsName();
            default -> true;
        };
    }

    private static void accept(RingReader reader, MessageAssembler messages) {
        if (reader.isAtFirstPart()) {
            // The message before this one stays unfinished: its server died while writing it.
            messages.reset();
        }
        messages.accept(reader.buffer(), reader.offset(), reader.length());
    }

    private void tellIfCaughtUp(RingReader reader, SubscriberListener listener) {
        if (!closed && !reader.hasNext()) {
            listener.caughtUp();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        RingReader reading = reader;
        if (reading != null) {
            reading.stop();
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            Uninterrupted.join(running);
        }
    }
}
