package io.ipcbox.transport;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches one directory. One thread waits; any thread may close.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/inotify.7.html">inotify(7), which the JDK uses here</a>
 */
public final class Inotify implements AutoCloseable {
    private final Path directory;
    private final WatchService events;

    /**
     * Watches nothing until {@link #watch}.
     *
     * @throws IpcException EMFILE
     */
    public Inotify(Path directory) {
        this.directory = directory;
        try {
            events = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw refusal(
                    Errno.EMFILE,
                    "raise ulimit -n or fs.inotify.max_user_instances, or end other programs that watch directories",
                    e);
        }
    }

    /**
     * Watches the directory from now on.
     *
     * @throws IpcException ENOENT if there is none, ENOSPC
     */
    public WatchKey watch(WatchEvent.Kind<?>... kinds) {
        try {
            return directory.register(events, kinds);
        } catch (NoSuchFileException e) {
            throw refusal(Errno.ENOENT, "create it first", e);
        } catch (IOException e) {
            throw refusal(Errno.ENOSPC, "raise fs.inotify.max_user_watches", e);
        }
    }

    private IpcException refusal(Errno errno, String remedy, IOException cause) {
        return new IpcException("watch", "directory \"" + directory + "\"", errno, remedy, cause);
    }

    /**
     * Waits for events.
     *
     * @return the names that changed; empty if any may have, because events were lost, or because the directory was
     *     removed and is no longer watched
     * @throws java.nio.file.ClosedWatchServiceException if this is closed
     */
    public List<Path> awaitChanges() throws InterruptedException {
        List<Path> changed = new ArrayList<>();
        WatchKey key = events.take();
        boolean all = true;
        for (WatchEvent<?> event : key.pollEvents()) {
            all &= event.context() instanceof Path name && changed.add(name);
        }
        // Without a reset the key is never signalled again.
        return key.reset() && all ? changed : List.of();
    }

    /** Waits until the name may have changed. */
    public void awaitChange(Path name) throws InterruptedException {
        List<Path> changed = awaitChanges();
        while (!changed.isEmpty() && !changed.contains(name)) {
            changed = awaitChanges();
        }
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            // Its descriptors are closed all the same.
        }
    }
}
