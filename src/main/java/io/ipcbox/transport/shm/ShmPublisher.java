package io.ipcbox.transport.shm;

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
import org.jspecify.annotations.Nullable;

/** Publishes through a broadcast ring; the ring itself waits for slow readers and cuts off stuck ones. */
public final class ShmPublisher implements Publisher {
    private final Path path;
    private final RingSettings settings;
    private final Duration stallTimeout;
    private @Nullable RingFile file;
    private @Nullable RingWriter writer;

    /** @param path of the ring file, normally in {@code /dev/shm} */
    public ShmPublisher(Path path, RingSettings settings, Duration stallTimeout) {
        this.path = path;
        this.settings = settings;
        this.stallTimeout = stallTimeout;
    }

    @Override
    public Mechanism mechanism() {
        return Mechanism.SHARED_MEMORY;
    }

    @Override
    public synchronized void start() {
        RingFile opened = RingFile.openForWriting(path, settings);
        try {
            writer = opened.writer(stallTimeout, WaitStrategy.BALANCED);
            file = opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void publish(byte[] frame) {
        RingWriter ring = writer;
        if (ring != null) {
            ring.publish(frame, 0, frame.length);
        }
    }

    @Override
    public void end(byte[] frame, Duration timeout) {
        publish(frame);
        RingWriter ring = writer;
        if (ring != null) {
            ring.awaitDrained(timeout);
        }
    }

    @Override
    public synchronized List<ClientStatus> clients() {
        if (writer == null) {
            return List.of();
        }
        return writer.readers().stream()
                .sorted(Comparator.comparing(RingReaderStatus::joined))
                .map(ShmPublisher::status)
                .toList();
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

    /** Ends the ring in good order and removes its name. The publishing thread must have ended. */
    @Override
    public synchronized void close() {
        if (writer != null && file != null) {
            writer.end();
            file.unlink();
            file.close();
        }
        writer = null;
        file = null;
    }
}
