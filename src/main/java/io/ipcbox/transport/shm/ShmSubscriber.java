package io.ipcbox.transport.shm;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.message.Lagged;
import io.ipcbox.message.MessageCodec;
import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReader;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.NameWatch;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import io.ipcbox.transport.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the broadcast ring of a name, from one server to the next, in a thread of its own. */
public final class ShmSubscriber implements Subscriber {
    // While nobody writes, how often to look whether the ring has lost its name: then no writer will ever come back.
    private static final Duration NAME_CHECK = Duration.ofMillis(500);

    private final Path path;
    private final boolean fromOldest;
    private final int longestLine;
    private final Object readerLock = new Object();
    private @Nullable Thread thread;
    private @Nullable RingReader reader;
    private volatile boolean closed;

    /**
     * @param path of the ring file
     * @param fromOldest begin with the oldest line that the ring still holds, instead of the next one
     * @param longestLine in bytes
     */
    public ShmSubscriber(Path path, boolean fromOldest, int longestLine) {
        this.path = path;
        this.fromOldest = fromOldest;
        this.longestLine = longestLine;
    }

    @Override
    public Mechanism mechanism() {
        return Mechanism.SHARED_MEMORY;
    }

    @Override
    public synchronized void start(SubscriberListener listener) {
        thread = Thread.ofPlatform().name("ipcbox-ring-reader").start(() -> follow(listener));
    }

    private void follow(SubscriberListener listener) {
        try {
            boolean more = true;
            while (more && !closed) {
                Optional<RingFile> ring = awaitRing();
                more = ring.isPresent() && readAll(ring.get(), listener);
            }
        } catch (InternalError e) {
            // The kernel took a page away under the mapping: somebody truncated the file, or memory is full.
            listener.failed(new IpcException(
                    "read", "ring \"" + path + "\"", Errno.EIO, "the file was truncated; start the server again", e));
        } catch (RuntimeException e) {
            if (!closed) {
                listener.failed(e);
            }
        }
    }

    private Optional<RingFile> awaitRing() {
        try (NameWatch watch = new NameWatch(path)) {
            while (!closed) {
                Optional<RingFile> ring = RingFile.openIfPresent(path);
                if (ring.isPresent() && ring.get().isOpen()) {
                    return ring;
                }
                ring.ifPresent(RingFile::close);
                if (!watch.await()) {
                    break;
                }
            }
            return Optional.empty();
        }
    }

    /** Reads until the ring is done with; true when another one may come. */
    private boolean readAll(RingFile ring, SubscriberListener listener) {
        try (ring;
                RingReader joined = ring.reader(fromOldest, longestLine + 1, WaitStrategy.BALANCED)) {
            hold(joined);
            return follow(ring, joined, listener);
        }
    }

    private boolean follow(RingFile ring, RingReader joined, SubscriberListener listener) {
        try {
            boolean connected = joined.hasWriter();
            if (connected) {
                listener.connected();
            }
            while (!closed) {
                switch (joined.read(connected ? Deadline.NEVER : Deadline.after(NAME_CHECK))) {
                    case MESSAGE -> listener.message(MessageCodec.decode(joined.buffer(), 0, joined.length() - 1));
                    case LAGGED -> listener.message(new Lagged(joined.lost()));
                    case WRITER_GONE -> {
                        connected = false;
                        listener.disconnected();
                    }
                    case WRITER_CAME -> {
                        connected = true;
                        listener.connected();
                    }
                    case NOTHING -> {
                        if (!connected && !ring.hasItsName()) {
                            return true;
                        }
                    }
                    case REPLACED, ENDED -> {
                        return true;
                    }
                }
            }
            return false;
        } finally {
            hold(null);
        }
    }

    // Whoever stops the reader must not find its memory unmapped meanwhile: null comes before that is closed.
    private void hold(@Nullable RingReader joined) {
        synchronized (readerLock) {
            reader = joined;
        }
    }

    private void stopReading() {
        synchronized (readerLock) {
            if (reader != null) {
                reader.stop();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stopReading();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            Threads.joinUnlessSelf(running);
        }
    }
}
