package io.ipcbox.transport.fifo;

import io.ipcbox.ipc.waiting.Uninterrupted;
import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Inotify;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports the names that come and go in a channel's directory, from a thread of its own. If the directory is removed,
 * it is made again, because the next client would make it and wait there.
 */
final class DirectoryWatch implements AutoCloseable {
    private final ChannelDirectory directory;
    private final Inotify events;
    private @Nullable Thread thread;

    /** Makes the directory if it is missing. Watches from here on; reports from {@link #start} on. */
    DirectoryWatch(ChannelDirectory directory) {
        this.directory = directory;
        events = new Inotify(directory.path());
        try {
            watch();
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
    }

    private void watch() {
        directory.make(() -> events.watch(StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE));
    }

    /**
     * Starts the thread that calls these. An exception from the first two does not end the watch.
     *
     * @param changed receives each path that appeared or disappeared
     * @param anyChanged called when every path may have changed
     * @param failed called when the directory was removed and cannot be made or watched again; ends the watch
     */
    void start(Consumer<Path> changed, Runnable anyChanged, Consumer<RuntimeException> failed) {
        thread = Thread.ofPlatform().name("ipcbox-fifo-watch").start(() -> follow(changed, anyChanged, failed));
    }

    private void follow(Consumer<Path> changed, Runnable anyChanged, Consumer<RuntimeException> failed) {
        try {
            while (true) {
                List<Path> names = events.awaitChanges();
                names.forEach(name -> report(() -> changed.accept(directory.resolve(name.toString()))));
                if (names.isEmpty()) {
                    watch();
                    report(anyChanged);
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // This watch is being closed.
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private static void report(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            // This one name is lost; later ones are not.
        }
    }

    /** Nothing is reported any more once this returns, unless the watch's own thread calls it. */
    @Override
    public void close() {
        events.close();
        Uninterrupted.join(thread);
    }
}
