package io.ipcbox.transport.shm;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.process.PeerProcess;
import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReaderStatus;
import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.RingWriter;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Publisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes through a broadcast ring; the ring itself waits for slow readers and cuts off stuck ones. */
final class ShmPublisher implements Publisher {
    private final Path path;
    private final RingSettings settings;
    private final Duration stallTimeout;
    // The number of the next message. Only the publishing thread uses it.
    private long next;
    // How many messages earlier servers have written to the ring.
    private volatile long before;
    // Changed under the monitor. A publishing thread that waits for readers does not hold it.
    private volatile @Nullable Open open;

    private record Open(RingFile file, RingWriter writer) {}

    /** @param path of the ring file, normally in {@code /dev/shm} */
    ShmPublisher(Path path, RingSettings settings, Duration stallTimeout) {
        this.path = path;
        this.settings = settings;
        this.stallTimeout = stallTimeout;
    }

    @Override
    public synchronized void start(Consumer<RuntimeException> trouble) {
        try {
            open(RingFile.openForWriting(path, settings));
            before = next;
        } catch (IpcException e) {
            throw ForeignRing.explain(path, e);
        }
    }

    private void open(RingFile opened) {
        try {
            RingWriter ring = opened.writer(stallTimeout, WaitStrategy.BALANCED);
            next = ring.published();
            open = new Open(opened, ring);
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

    /** The ring has its own mark of the end, which readers that were cut off find too, so the frame is not needed. */
    @Override
    public void end(byte[] frame, Deadline deadline) {
        write(ring -> {
            ring.end();
            ring.awaitDrained(deadline.remaining());
        });
    }

    private void write(Consumer<RingWriter> action) {
        Open ring = open;
        if (ring == null) {
            return;
        }
        try {
            action.accept(ring.writer());
        } catch (IpcException e) {
            if (!ring.equals(open)) {
                return; // closed in the meantime, which ended the operation
            }
            if (e.errno() == Errno.EIO) {
                replaceRing(ring, e);
            }
            throw e;
        }
    }

    /** Nothing can be saved of a ring whose memory was taken away; clients that start from now on find a new one. */
    private synchronized void replaceRing(Open lost, IpcException cause) {
        if (!lost.equals(open)) {
            return;
        }
        RingFile successor;
        try {
            successor = lost.file().successor(next);
        } finally {
            close();
        }
        open(successor);
        throw new IpcException(
                "use",
                "ring \"" + path + "\"",
                Errno.EIO,
                "its file was truncated; a new ring replaces it: restart the clients that have ended",
                cause);
    }

    @Override
    public int attached() {
        return readers().size();
    }

    @Override
    public List<ClientStatus> clients() {
        return readers().stream()
                .sorted(Comparator.comparing(RingReaderStatus::joined))
                .map(this::status)
                .toList();
    }

    private List<RingReaderStatus> readers() {
        Open ring = open;
        return ring == null ? List.of() : ring.writer().readers();
    }

    private ClientStatus status(RingReaderStatus reader) {
        return new ClientStatus(
                PeerProcess.of(reader.pid()).name(),
                ShmTransport.MECHANISM,
                reader.pid(),
                reader.taken(),
                reader.behind(),
                1 - before,
                reader.joined(),
                reader.cutOff() ? ClientStatus.State.LAGGING : ClientStatus.State.LIVE);
    }

    /** Removes the ring's name. Readers keep what was published; without {@link #end} they take the server for dead. */
    @Override
    public synchronized void close() {
        Open ring = open;
        if (ring == null) {
            return;
        }
        open = null;
        try {
            // The name goes before the role: a reader that finds no writer then knows that none will come back.
            ring.file().unlink();
        } finally {
            ring.file().close();
        }
    }
}
