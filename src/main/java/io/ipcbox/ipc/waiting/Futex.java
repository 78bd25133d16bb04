package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.libc.LibcFutex;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.Segments;
import io.ipcbox.ipc.libc.TimespecLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A 32-bit word, usually in shared memory, that threads of any process sleep on. Any thread may wake, one at a time may
 * sleep through one object, which then allocates nothing. The word's owner frees the memory, and only when nobody sleeps
 * there.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/futex.2.html">futex(2)</a>
 */
public final class Futex {
    private static final long LOOK_NANOS = 1_000_000;

    private final MemorySegment word;
    private final MemorySegment timespec = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 2);

    /** @param word four bytes, aligned to four; may be read-only, because C only loads it */
    public Futex(MemorySegment word) {
        Platform.require();
        this.word = Segments.readable("word", word).asSlice(0, Integer.BYTES);
    }

    /**
     * Sleeps while the word holds {@code expected}, at most that long, until it is woken or a signal comes. It may also
     * return for no reason: the caller looks at what it waits for, and calls again. One thread at a time. While the JVM
     * shuts down it sleeps briefly and not in the kernel, which would hold the exit up.
     */
    public void sleep(int expected, long nanos) {
        if (ShutdownWatch.isShuttingDown()) {
            Wait.nap(this, Math.min(nanos, LOOK_NANOS));
            return;
        }
        LibcFutex.futexWait(word, expected, TimespecLayout.set(timespec, 0, nanos));
    }

    /** Wakes everybody who sleeps on the word. */
    public void wakeAll() {
        LibcFutex.futexWake(word, Integer.MAX_VALUE);
    }
}
