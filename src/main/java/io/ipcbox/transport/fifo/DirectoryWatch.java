package io.ipcbox.transport.fifo;

import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Inotify;
import io.ipcbox.transport.Threads;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * Tells what names come and go in a channel's directory, from a thread of its own. A directory that is removed is made
 * again, because the next client would make it and wait there.
 */
final class DirectoryWatch implements AutoCloseable {
    /** Is called by one thread at a time. An exception that it throws does not end the watch. */
    interface Listener {
        void appeared(Path path);

        void disappeared(Path path);

        /** Events were lost: everything may have changed. */
        void missedSome();

        /** The directory was removed and cannot be made or watched again; nothing more is told. */
        void failed(RuntimeException reason);
    }

    private final ChannelDirectory directory;
    private final WatchService events;
    private @Nullable Thread thread;

    /** Makes the directory if it is missing. Watches from here on; tells from {@link #start} on. */
    DirectoryWatch(ChannelDirectory directory) {
        this.directory = directory;
        events = Inotify.open(directory.path());
        try {
            watch();
        } catch (RuntimeException e) {
            closeEvents();
            throw e;
        }
    }

    private void watch() {
        while (true) {
            directory.ensure();
            try {
                Inotify.watch(
                        directory.path(),
                        events,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return;
            } catch (NoSuchFileException e) {
                // A client was the last to leave, and removed it in between.
            }
        }
    }

    void start(Listener listener) {
        thread = Thread.ofPlatform().name("ipcbox-fifo-watch").start(() -> follow(listener));
    }

    private void follow(Listener listener) {
        try {
            while (true) {
                WatchKey key = events.take();
                key.pollEvents().forEach(event -> tell(event, listener));
                if (!key.reset()) {
                    watch();
                    tell(listener::missedSome);
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // This watch is being closed.
        } catch (RuntimeException e) {
            listener.failed(e);
        }
    }

    private void tell(WatchEvent<?> event, Listener listener) {
        tell(() -> tellOf(event, listener));
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            // That one name is lost; those that come after it are not.
        }
    }

    private void tellOf(WatchEvent<?> event, Listener listener) {
        if (!(event.context() instanceof Path name)) {
            listener.missedSome();
        } else if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) {
            listener.appeared(directory.resolve(name.toString()));
        } else {
            listener.disappeared(directory.resolve(name.toString()));
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
