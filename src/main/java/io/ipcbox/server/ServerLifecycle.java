package io.ipcbox.server;

import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the transports with the application context, all or none of them, and ends them in order: hands over all
 * lines, sends the end of the stream, and removes every kernel object.
 */
public final class ServerLifecycle implements SmartLifecycle {
    private final String channel;
    private final ChannelDirectory directory;
    private final BroadcastServer server;
    private final List<Publisher> publishers;
    private final Consumer<RuntimeException> trouble;
    private final Duration drainTimeout;
    private final List<Publisher> started = new ArrayList<>();
    private @Nullable ChannelLock lock;

    /**
     * @param trouble receives, from any thread, a failure that keeps new clients out while the server goes on
     * @param drainTimeout how long to wait at the end for clients that still take data
     */
    public ServerLifecycle(
            String channel,
            ChannelDirectory directory,
            BroadcastServer server,
            List<Publisher> publishers,
            Consumer<RuntimeException> trouble,
            Duration drainTimeout) {
        this.channel = channel;
        this.directory = directory;
        this.server = server;
        this.publishers = List.copyOf(publishers);
        this.trouble = trouble;
        this.drainTimeout = drainTimeout;
    }

    @Override
    public synchronized void start() {
        try {
            lock = ChannelLock.take(channel, directory);
            for (Publisher publisher : publishers) {
                publisher.start(trouble);
                started.add(publisher);
            }
        } catch (RuntimeException e) {
            // Throws e, with a failure to release suppressed.
            Runnable failing = () -> {
                throw e;
            };
            Closing.all(List.of(failing, this::release));
        }
    }

    @Override
    public synchronized void stop() {
        Closing.all(List.of(() -> server.end(drainTimeout), this::release));
    }

    private void release() {
        List<Runnable> actions = new ArrayList<>();
        started.reversed().forEach(publisher -> actions.add(publisher::close));
        started.clear();
        actions.add(this::unlock);
        actions.add(directory::removeIfEmpty);
        Closing.all(actions);
    }

    private void unlock() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return lock != null;
    }
}
