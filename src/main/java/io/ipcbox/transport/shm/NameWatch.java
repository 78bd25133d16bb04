package io.ipcbox.transport.shm;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.transport.Inotify;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Sleeps until a name appears in its directory, which must exist. Made before one looks whether the name is there, so
 * that nothing is missed in between. One thread uses it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/inotify.7.html">inotify(7), which the JDK uses here</a>
 */
final class NameWatch implements AutoCloseable {
    private final WatchService events;
    private final Path name;

    /** @throws IpcException if the directory is missing or cannot be watched */
    NameWatch(Path path) {
        this.name = path.getFileName();
        Path directory = path.toAbsolutePath().resolveSibling(".").normalize();
        events = Inotify.open(directory);
        try {
            Inotify.watch(directory, events, StandardWatchEventKinds.ENTRY_CREATE);
        } catch (NoSuchFileException e) {
            close();
            throw new IpcException("watch", "directory \"" + directory + "\"", Errno.ENOENT, "create it first", e);
        } catch (IpcException e) {
            close();
            throw e;
        }
    }

    /** Waits for the name; false when the thread was interrupted. */
    boolean await() {
        try {
            while (true) {
                WatchKey key = events.take();
                boolean seen = key.pollEvents().stream()
                        .anyMatch(event ->
                                event.kind().equals(StandardWatchEventKinds.OVERFLOW) || name.equals(event.context()));
                // A key that was not reset is never signalled again: the next wait would not end.
                boolean watching = key.reset();
                if (seen || !watching) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            throw new IpcException("close", "inotify", e);
        }
    }
}
