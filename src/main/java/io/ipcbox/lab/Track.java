package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where the race is run: shared memory with the counter and what the round is about, and semaphores to begin and end a
 * round, and to lock the counter. Whoever opens it first creates it; the main program unlinks it.
 *
 * <pre>
 *    0  counter  i64   plain loads and stores
 *    8  how      i32   what the runners are to do in this round
 * </pre>
 *
 * There are two semaphores to start by, in turn: a fast runner cannot take the start of a slow one.
 */
record Track(
        PosixSharedMemory memory,
        Arena arena,
        MemorySegment bytes,
        PosixSemaphore ready,
        List<PosixSemaphore> starts,
        PosixSemaphore lock)
        implements AutoCloseable {
    static final int WITHOUT_LOCK = 0;
    static final int WITH_LOCK = 1;
    static final int END = 2;

    private static final long HOW = 8;
    private static final long BYTES = 16;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    static Track open(ThisProcess self) {
        PosixSharedMemory memory =
                PosixSharedMemory.open(self.objectName(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, BYTES);
        Arena arena = Arena.ofConfined();
        return new Track(
                memory,
                arena,
                memory.map(arena),
                semaphore(self, "ready", 0),
                List.of(semaphore(self, "start-0", 0), semaphore(self, "start-1", 0)),
                semaphore(self, "lock", 1));
    }

    private static PosixSemaphore semaphore(ThisProcess self, String which, int initialValue) {
        return PosixSemaphore.open(
                self.objectName(which), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, initialValue);
    }

    long counter() {
        return bytes.get(ValueLayout.JAVA_LONG, 0);
    }

    void setCounter(long value) {
        bytes.set(ValueLayout.JAVA_LONG, 0, value);
    }

    /** Starts a round for so many runners, who are ready. */
    void start(int round, int how, int runners) {
        bytes.set(ValueLayout.JAVA_INT, HOW, how);
        for (int runner = 0; runner < runners; runner++) {
            start(round).post();
        }
    }

    /** Says that a runner is ready, waits for the start, and returns what is to be done. */
    int awaitStart(int round) {
        ready.post();
        start(round).waitFor(FOREVER);
        return bytes.get(ValueLayout.JAVA_INT, HOW);
    }

    private PosixSemaphore start(int round) {
        return starts.get(round % starts.size());
    }

    /** Waits until one more runner is ready. */
    void awaitReady() {
        ready.waitFor(FOREVER);
    }

    void unlink() {
        memory.unlink();
        ready.unlink();
        starts.forEach(PosixSemaphore::unlink);
        lock.unlink();
    }

    @Override
    public void close() {
        arena.close();
        memory.close();
        ready.close();
        starts.forEach(PosixSemaphore::close);
        lock.close();
    }
}
