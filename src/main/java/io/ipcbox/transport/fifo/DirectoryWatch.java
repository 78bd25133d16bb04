package io.ipcbox.transport.fifo;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.transport.Threads;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** Tells what names come and go in a directory, from a thread of its own. Whoever makes it closes it. */
final class DirectoryWatch implements AutoCloseable {
    /** What is told; called by one thread at a time. What it throws ends nothing. */
    interface Listener {
        void appeared(Path path);

        void disappeared(Path path);

        /** The kernel dropped events: look at everything. */
        void missedSome();
    }

    private final Path directory;
    private final WatchService events;
    private @Nullable Thread thread;

    /** Watches from here on; tells from {@link #start} on. */
    DirectoryWatch(Path directory) {
        this.directory = directory;
        try {
            events = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw refusal(
                    Errno.EMFILE,
                    "raise ulimit -n or fs.inotify.max_user_instances, or end other programs that watch directories",
                    e);
        }
        try {
            directory.register(events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            closeEvents();
            throw e instanceof NoSuchFileException
                    ? refusal(Errno.ENOENT, "it was removed", e)
                    : refusal(Errno.ENOSPC, "raise fs.inotify.max_user_watches", e);
        }
    }

    private IpcException refusal(Errno errno, String remedy, IOException cause) {
        return new IpcException("watch", "directory \"" + directory + "\"", errno, remedy, cause);
    }

    void start(Listener listener) {
        thread = Thread.ofPlatform().name("ipcbox-fifo-watch").start(() -> follow(listener));
    }

    private void follow(Listener listener) {
        try {
            WatchKey key = events.take();
            while (true) {
                key.pollEvents().forEach(event -> tell(event, listener));
                if (!key.reset()) {
                    return;
                }
                key = events.take();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // This watch is being closed.
        }
    }

    private void tell(WatchEvent<?> event, Listener listener) {
        try {
            tellOf(event, listener);
        } catch (RuntimeException e) {
            // That one name is lost; those that come after it are not.
        }
    }

    private void tellOf(WatchEvent<?> event, Listener listener) {
        if (!(event.context() instanceof Path name)) {
            listener.missedSome();
        } else if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) {
            listener.appeared(directory.resolve(name));
        } else {
            listener.disappeared(directory.resolve(name));
        }
    }

    /** The listener is not called any more once this returns, unless it is the caller. */
    @Override
    public void close() {
        closeEvents();
        Threads.joinUnlessSelf(thread);
    }

    private void closeEvents() {
        try {
            events.close();
        } catch (IOException e) {
            // Its descriptors are gone all the same.
        }
    }
}
