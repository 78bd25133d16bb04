package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.libc.LibcFutex;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.libc.Segments;
import io.ipcbox.ipc.libc.TimespecLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A 32-bit word, usually in shared memory, on which threads of any process sleep. Any thread may wake sleepers; only
 * one at a time may sleep through the same object, which makes sleeping free of allocation. The owner of the word frees
 * the memory, and only when no thread sleeps on it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/futex.2.html">futex(2)</a>
 */
public final class Futex {
    private static final long LOOK_NANOS = 1_000_000;

    private final MemorySegment word;
    private final MemorySegment timespec = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 2);

    /** @param word four bytes, aligned to four; may be read-only, because C only reads it */
    public Futex(MemorySegment word) {
        Platform.require();
        this.word = Segments.readable("word", word).asSlice(0, Integer.BYTES);
    }

    /**
     * If the word holds {@code expected}, sleeps until it is woken, a signal arrives or the time is up. It may also
     * return spuriously: the caller checks its condition and calls again. One thread at a time. While the JVM shuts
     * down, it sleeps briefly in Java instead of in the kernel, which would delay the exit.
     */
    public void sleep(int expected, long nanos) {
        if (ShutdownWatch.isShuttingDown()) {
            Wait.nap(this, Math.min(nanos, LOOK_NANOS));
            return;
        }
        LibcFutex.futexWait(word, expected, TimespecLayout.set(timespec, 0, nanos));
    }

    /** Wakes all threads that sleep on the word. */
    public void wakeAll() {
        LibcFutex.futexWake(word, Integer.MAX_VALUE);
    }
}
