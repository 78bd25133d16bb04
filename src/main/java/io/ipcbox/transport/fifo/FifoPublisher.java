package io.ipcbox.transport.fifo;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.pipe.PendingFifo;
import io.ipcbox.process.PeerProcess;
import io.ipcbox.settings.Settings;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.StreamClients;
import io.ipcbox.transport.StreamPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the FIFOs of a channel's directory and writes every line to each of them. */
final class FifoPublisher implements StreamPublisher {
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(10);

    private final ChannelDirectory directory;
    private final StreamClients clients;
    // The names of their FIFOs.
    private final Set<Path> served = ConcurrentHashMap.newKeySet();
    // FIFOs that users made by hand and that have no reader yet, each with a thread that waits for one.
    private final Map<Path, PendingFifo> pending = new ConcurrentHashMap<>();
    private @Nullable DirectoryWatch watch;
    private volatile boolean closed;

    FifoPublisher(Settings settings, ChannelDirectory directory) {
        this.directory = directory;
        this.clients = new StreamClients(
                FifoTransport.MECHANISM,
                Thread.ofPlatform().name("ipcbox-fifo-writer").factory(),
                settings);
    }

    @Override
    public void start(Consumer<RuntimeException> trouble) {
        DirectoryWatch watching = new DirectoryWatch(directory);
        try {
            synchronized (this) {
                watch = watching;
                // The watch was started first, so that a name that appears during the scan is not missed.
                scan();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        watching.start(this::found, this::rescan, trouble);
    }

    private void rescan() {
        pending.keySet().forEach(this::forgetIfGone);
        try {
            scan();
        } catch (IpcException e) {
            // The directory has gone again, which the watch reports next.
        }
    }

    private void scan() {
        try (Stream<Path> names = Files.list(directory.path())) {
            names.sorted().forEach(this::found);
        } catch (IOException e) {
            throw unlistable(e);
        } catch (UncheckedIOException e) {
            throw unlistable(Objects.requireNonNull(e.getCause()));
        }
    }

    private IpcException unlistable(IOException cause) {
        return new IpcException("list", "directory \"" + directory.path() + "\"", cause);
    }

    /** Serves the path if there is a client to serve. */
    private synchronized void found(Path path) {
        forgetIfGone(path);
        if (closed || isAttached(path)) {
            return;
        }
        try {
            if (FifoName.isUnfinished(path)) {
                removeIfAbandoned(path);
            } else if (FifoName.isOfClient(path)) {
                attachClient(path);
            } else {
                PendingFifo.at(path).ifPresent(fifo -> awaitReader(path, fifo));
            }
        } catch (IpcException e) {
            // Gone again, or not a FIFO of this user. Nothing was opened.
        }
    }

    private boolean isAttached(Path path) {
        return pending.containsKey(path) || served.contains(path);
    }

    /** A FIFO may lose its name to another one while it waits for a reader; then none can come. */
    private synchronized void forgetIfGone(Path path) {
        PendingFifo waiting = pending.get(path);
        if (waiting != null && !waiting.hasItsName()) {
            pending.remove(path);
            waiting.close();
        }
    }

    /**
     * A client killed before its FIFO was ready leaves the unfinished name. Its process id may belong to a zombie or
     * another process by now, but no client takes this long; one that was only stopped makes its FIFO again.
     */
    private static void removeIfAbandoned(Path path) {
        if (FifoName.isOfClient(path) && (ProcessHandle.of(FifoName.pid(path)).isEmpty() || isOld(path))) {
            SharedFile.unlink(path);
        }
    }

    private static boolean isOld(Path path) {
        try {
            FileTime made = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
            return made.toInstant().isBefore(Instant.now().minus(LONGEST_MAKING));
        } catch (IOException e) {
            // It was just given its final name, or was removed.
            return false;
        }
    }

    private void attachClient(Path path) {
        Fifo.openForWriting(path)
                .ifPresentOrElse(
                        fifo -> attach(path, fifo, () -> PeerProcess.of(FifoName.pid(path))),
                        () -> SharedFile.unlink(path));
    }

    private void awaitReader(Path path, PendingFifo fifo) {
        pending.put(path, fifo);
        Thread.ofPlatform().name("ipcbox-fifo-wait").daemon().start(() -> {
            try (fifo) {
                attachWhenRead(path, fifo);
            } catch (IpcException e) {
                // Closed, or no descriptor is free: this FIFO cannot be served.
                pending.remove(path, fifo);
            }
        });
    }

    private void attachWhenRead(Path path, PendingFifo fifo) {
        Fifo opened = fifo.awaitReader();
        // In one step, or another thread could find the name in between and attach it twice.
        synchronized (this) {
            pending.remove(path, fifo);
            attach(path, opened, () -> PeerProcess.holding(path.toString()));
        }
    }

    private synchronized void attach(Path path, Fifo fifo, Supplier<PeerProcess> peer) {
        if (closed) {
            fifo.close();
            return;
        }
        served.add(path);
        clients.attach(new FifoWriter(fifo), peer, () -> gone(path));
    }

    private synchronized void gone(Path path) {
        served.remove(path);
        if (closed) {
            return;
        }
        if (FifoName.isOfClient(path)) {
            SharedFile.unlink(path);
        } else {
            found(path);
        }
    }

    @Override
    public StreamClients streams() {
        return clients;
    }

    @Override
    public void close() {
        DirectoryWatch watching;
        synchronized (this) {
            watching = watch;
            if (closed || watching == null) {
                return;
            }
            closed = true;
        }
        watching.close();
        pending.values().forEach(PendingFifo::close);
        // The clients that are disconnected now are alive.
        Set<Path> alive = Set.copyOf(served);
        clients.close();
        removeDeadNames(alive);
        directory.removeIfEmpty();
    }

    /**
     * Removes the names of clients that died unnoticed. Clients that were served are alive and wait for the next
     * server; opening their FIFOs to check would look to them like one more server that comes and goes.
     */
    private void removeDeadNames(Set<Path> alive) {
        try (Stream<Path> names = Files.list(directory.path())) {
            names.filter(FifoName::isOfClient)
                    .filter(name -> !alive.contains(name))
                    .forEach(FifoPublisher::removeIfUnread);
        } catch (IOException e) {
            // The directory has gone, and the names with it.
        }
    }

    private static void removeIfUnread(Path path) {
        if (FifoName.isUnfinished(path)) {
            removeIfAbandoned(path);
            return;
        }
        try {
            Fifo.openForWriting(path).ifPresentOrElse(Fifo::close, () -> SharedFile.unlink(path));
        } catch (IpcException e) {
            // Not a FIFO of this user, so not ours to remove.
        }
    }
}
