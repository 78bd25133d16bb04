package io.ipcbox.transport.fifo;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Mechanism;
import io.ipcbox.transport.Receiving;
import io.ipcbox.transport.Subscriber;
import io.ipcbox.transport.SubscriberListener;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes a FIFO in the channel's directory and reads what servers write to it, in a thread of its own. */
final class FifoSubscriber implements Subscriber {
    private static final int BUFFER_BYTES = 64 * 1024;
    // The most that an unprivileged process may request by default (/proc/sys/fs/pipe-max-size).
    private static final int PIPE_BYTES = 1 << 20;

    private final ChannelDirectory directory;
    private final int longestLine;
    private final Path path;
    private @Nullable Thread thread;
    private volatile @Nullable Fifo fifo;
    private volatile boolean closed;

    FifoSubscriber(ChannelDirectory directory, int longestLine) {
        this.directory = directory;
        this.longestLine = longestLine;
        this.path = directory.resolve(FifoName.next());
    }

    @Override
    public Mechanism mechanism() {
        return FifoTransport.MECHANISM;
    }

    @Override
    public synchronized void start(SubscriberListener listener) {
        if (closed) {
            return;
        }
        fifo = directory.make(this::make);
        thread = Thread.ofPlatform()
                .name("ipcbox-fifo-reader")
                .start(() -> Receiving.run(listener, () -> closed, "FIFO \"" + path + "\"", () -> follow(listener)));
    }

    /** The final name appears once the reading end is open: see the package's decision. */
    private Fifo make() {
        Path unfinished = directory.resolve("." + path.getFileName());
        // A dead process with our process id may have left it.
        SharedFile.unlink(unfinished);
        Fifo.make(unfinished, Permissions.OWNER_ONLY);
        try {
            Fifo opened = Fifo.openForReading(unfinished);
            opened.requestCapacity(PIPE_BYTES);
            return named(opened, unfinished);
        } catch (RuntimeException e) {
            SharedFile.unlink(unfinished);
            throw e;
        }
    }

    private Fifo named(Fifo opened, Path unfinished) {
        try {
            SharedFile.rename(unfinished, path);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void follow(SubscriberListener listener) {
        FifoStream stream = new FifoStream(listener, longestLine, () -> closed);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            byte[] bytes = new byte[BUFFER_BYTES];
            while (!closed) {
                long count = reading().read(buffer, Deadline.NEVER);
                if (count == Fifo.END_OF_FILE) {
                    stream.endOfFile();
                    startOver();
                } else {
                    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) count);
                    stream.accept(bytes, (int) count);
                }
            }
        }
    }

    private Fifo reading() {
        Fifo opened = fifo;
        if (opened == null) {
            throw new IllegalStateException("not started");
        }
        return opened;
    }

    /**
     * After its last writer has gone, a pipe keeps reporting a hang-up, so the next server needs a new reading end. It
     * is opened before the old one is closed: the FIFO must always have a reader.
     */
    private void startOver() {
        Fifo old = reading();
        synchronized (this) {
            if (closed) {
                return;
            }
            fifo = Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? Fifo.openForReading(path)
                    : directory.make(this::make);
        }
        old.close();
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            running = thread;
            if (fifo == null) {
                return;
            }
            fifo.close();
            removeNames();
        }
        Uninterrupted.join(running);
    }

    private void removeNames() {
        try {
            SharedFile.unlink(path);
        } catch (IpcException e) {
            // The directory has gone, and the name with it.
        }
        directory.removeIfEmpty();
    }
}
