package io.ipcbox.transport.shm;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReaderStatus;
import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.RingWriter;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.PeerProcess;
import io.ipcbox.transport.Publisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes through a broadcast ring; the ring itself waits for slow readers and cuts off stuck ones. */
public final class ShmPublisher implements Publisher {
    private final Path path;
    private final RingSettings settings;
    private final Duration stallTimeout;
    // Held while the ring is written; closing takes it before it unmaps the ring. Always taken after the monitor.
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable RingFile file;
    // The number of the message that comes next; under that lock too.
    private long next;
    private volatile @Nullable RingWriter writer;

    /** @param path of the ring file, normally in {@code /dev/shm} */
    public ShmPublisher(Path path, RingSettings settings, Duration stallTimeout) {
        this.path = path;
        this.settings = settings;
        this.stallTimeout = stallTimeout;
    }

    @Override
    public synchronized void start() {
        open(RingFile.openForWriting(path, settings));
    }

    private void open(RingFile opened) {
        try {
            RingWriter ring = opened.writer(stallTimeout, WaitStrategy.BALANCED);
            next = ring.published();
            writer = ring;
            file = opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void publish(EncodedLines lines) {
        write(ring -> {
            next += lines.count();
            for (int line = 0; line < lines.count(); line++) {
                ring.append(lines.bytes(), lines.start(line), lines.end(line) - lines.start(line));
            }
            ring.flush();
        });
    }

    /** The ring has its own word for the end, which also readers find that were cut off: the frame is not needed. */
    @Override
    public void end(byte[] frame, Duration timeout) {
        write(ring -> {
            ring.end();
            ring.awaitDrained(timeout);
        });
    }

    private void write(Consumer<RingWriter> action) {
        try {
            writeOnce(action);
        } catch (IpcException e) {
            if (e.errno() == Errno.EIO) {
                replaceRing(e);
            }
            throw e;
        }
    }

    /** Of a ring whose memory was taken away nothing can be saved; who comes from now on finds a new one. */
    private synchronized void replaceRing(IpcException cause) {
        RingFile lost = file;
        if (lost == null) {
            return;
        }
        RingFile successor;
        try {
            successor = lost.successor(next);
        } finally {
            close();
        }
        open(successor);
        throw new IpcException(
                "use",
                "ring \"" + path + "\"",
                Errno.EIO,
                "somebody truncated the file; there is a new one: start the clients again that have ended",
                cause);
    }

    private void writeOnce(Consumer<RingWriter> action) {
        writing.lock();
        try {
            RingWriter ring = writer;
            if (ring != null) {
                action.accept(ring);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public int attached() {
        return readers().size();
    }

    @Override
    public List<ClientStatus> clients() {
        return readers().stream()
                .sorted(Comparator.comparing(RingReaderStatus::joined))
                .map(ShmPublisher::status)
                .toList();
    }

    private synchronized List<RingReaderStatus> readers() {
        RingWriter ring = writer;
        return ring == null ? List.of() : ring.readers();
    }

    private static ClientStatus status(RingReaderStatus reader) {
        return new ClientStatus(
                PeerProcess.of(reader.pid()).name(),
                Mechanism.SHARED_MEMORY,
                reader.pid(),
                reader.taken(),
                reader.behind(),
                reader.joined(),
                reader.cutOff() ? ClientStatus.State.LAGGING : ClientStatus.State.LIVE);
    }

    /** Removes the ring's name. Readers keep what was published; unless the ring was ended, to them the server died. */
    @Override
    public synchronized void close() {
        RingWriter ring = writer;
        RingFile opened = file;
        if (ring == null || opened == null) {
            return;
        }
        ring.stop();
        writing.lock();
        try {
            writer = null;
            file = null;
            // The name goes before the role: a reader that misses the writer then knows that none will come back.
            opened.unlink();
        } finally {
            opened.close();
            writing.unlock();
        }
    }
}
