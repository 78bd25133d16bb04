package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.PollfdLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Waits for a descriptor to become ready, or for another thread to call {@link #wake}. One thread waits at a time; any
 * thread may wake or close. Owns an eventfd, freed by {@link #close}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</a>
 */
public final class Wakeup implements AutoCloseable {
    private static final long FIRST = 0;
    private static final long SECOND = PollfdLayout.BYTES;
    private static final int NONE = -1;

    private static volatile boolean rehearsed;

    // Freed by the garbage collector: a late wake() may still write to it.
    private final MemorySegment pollfds;
    private final MemorySegment counter;
    private final int eventfd;
    private boolean waiting;
    private boolean closed;

    public Wakeup() {
        Platform.require();
        Arena arena = Arena.ofAuto();
        pollfds = arena.allocate(2 * PollfdLayout.BYTES, Integer.BYTES);
        counter = arena.allocate(ValueLayout.JAVA_LONG);
        eventfd = LibcPoll.eventfd(0, LibcPoll.EFD_CLOEXEC | LibcPoll.EFD_NONBLOCK);
        if (eventfd < 0) {
            throw new IpcException("create", "eventfd", LastErrno.get());
        }
        ShutdownWatch.add(this);
    }

    /**
     * Sleeps until the descriptor is ready, the time is up, or {@link #wake}, {@link #close} or an interrupt wakes this
     * thread. It may also return spuriously, as it does while the JVM shuts down; the caller checks the cause ({@link
     * Wait#goesOn}) and calls again.
     *
     * @param fd the descriptor; -1 to wait only for a wake-up
     * @param events {@code POLLIN}, {@code POLLOUT} or 0 (errors and hang-ups are always reported)
     * @return what the descriptor is ready for; 0 if it is not ready
     */
    public short await(int fd, short events, Deadline deadline) {
        rehearse();
        synchronized (this) {
            if (closed) {
                return 0;
            }
            waiting = true;
        }
        Interruption interruption = new Interruption(this::wake);
        interruption.enter();
        try {
            // If this check precedes the shutdown, the shutdown wakes this thread: this object is already in its list.
            return ShutdownWatch.isShuttingDown() ? look(fd, events, deadline) : sleep(fd, events, eventfd, deadline);
        } finally {
            interruption.leave();
            finishWaiting();
        }
    }

    /**
     * Loads all classes that a wait needs. Loading one during a wait may read it through a channel, which would replace
     * ours as the one that an interrupt closes; the interrupt would then end nothing.
     */
    private void rehearse() {
        if (!rehearsed) {
            sleep(NONE, (short) 0, NONE, Deadline.PASSED);
            LastErrno.get();
            rehearsed = true;
        }
    }

    private short look(int fd, short events, Deadline deadline) {
        short ready = poll(fd, events, eventfd, Deadline.PASSED);
        if (ready == 0) {
            Wait.nap(this, deadline.remainingNanos());
        }
        return ready;
    }

    private short sleep(int fd, short events, int wakeFd, Deadline deadline) {
        return KernelSleep.run(() -> poll(fd, events, wakeFd, deadline));
    }

    private short poll(int fd, short events, int wakeFd, Deadline deadline) {
        while (true) {
            set(FIRST, fd, events);
            set(SECOND, wakeFd, LibcPoll.POLLIN);
            int ready = LibcPoll.poll(pollfds, 2, deadline.remainingMillis());
            if (ready >= 0) {
                if (pollfds.get(ValueLayout.JAVA_SHORT, SECOND + PollfdLayout.REVENTS) != 0) {
                    LibcFile.read(wakeFd, counter, Long.BYTES);
                }
                return pollfds.get(ValueLayout.JAVA_SHORT, FIRST + PollfdLayout.REVENTS);
            }
            if (LastErrno.get() != Errno.EINTR) {
                throw new IpcException("wait for", "descriptor " + fd, LastErrno.get());
            }
        }
    }

    /** What the descriptor is ready for now, without waiting or consuming a wake-up. For the waiting thread only. */
    public short probe(int fd, short events) {
        set(FIRST, fd, events);
        return LibcPoll.poll(pollfds, 1, 0) > 0 ? pollfds.get(ValueLayout.JAVA_SHORT, FIRST + PollfdLayout.REVENTS) : 0;
    }

    private void set(long at, int fd, short events) {
        pollfds.set(ValueLayout.JAVA_INT, at, fd);
        pollfds.set(ValueLayout.JAVA_SHORT, at + PollfdLayout.EVENTS, events);
        pollfds.set(ValueLayout.JAVA_SHORT, at + PollfdLayout.REVENTS, (short) 0);
    }

    private synchronized void finishWaiting() {
        waiting = false;
        if (closed) {
            LibcFile.close(eventfd);
        }
        notifyAll();
    }

    /** Ends the current wait, or the next one at once. */
    public synchronized void wake() {
        if (!closed || waiting) {
            try (Arena arena = Arena.ofConfined()) {
                LibcFile.write(eventfd, arena.allocateFrom(ValueLayout.JAVA_LONG, 1L), Long.BYTES);
            }
        }
    }

    /** Ends the current wait, and every later one at once. Returns after the waiting thread has left. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ShutdownWatch.remove(this);
        if (!waiting) {
            LibcFile.close(eventfd);
            return;
        }
        wake();
        Uninterrupted.run(() -> {
            while (waiting) {
                wait();
            }
        });
    }
}
