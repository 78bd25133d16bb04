package io.ipcbox.lab;

import static io.ipcbox.lab.LabProgram.NO_LIMIT;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The objects of the race: shared memory for the counter and the kind of the round, semaphores to start and end a round,
 * and one to lock the counter. The process that opens them first creates them; the main program unlinks them.
 *
 * <pre>
 *    0  counter  i64   plain loads and stores
 *    8  how      i32   what the runners are to do in this round
 * </pre>
 *
 * Two semaphores take turns as the start signal, so that a fast runner cannot take the signal of a slow one.
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

    static Track open(ThisProcess self) {
        return self.create(() -> {
            PosixSharedMemory memory = PosixSharedMemory.open(
                    self.objectName(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, BYTES);
            Arena arena = Arena.ofConfined();
            return new Track(
                    memory,
                    arena,
                    memory.map(arena),
                    semaphore(self, "ready", 0),
                    List.of(semaphore(self, "start-0", 0), semaphore(self, "start-1", 0)),
                    semaphore(self, "lock", 1));
        });
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

    /** Starts a round, once all runners are ready. */
    void start(int round, int how, int runners) {
        bytes.set(ValueLayout.JAVA_INT, HOW, how);
        for (int runner = 0; runner < runners; runner++) {
            start(round).post();
        }
    }

    /** Reports that this runner is ready, waits for the start, and returns what to do in the round. */
    int awaitStart(int round) {
        ready.post();
        start(round).waitFor(NO_LIMIT);
        return bytes.get(ValueLayout.JAVA_INT, HOW);
    }

    private PosixSemaphore start(int round) {
        return starts.get(round % starts.size());
    }

    void awaitReady(int runners) {
        for (int runner = 0; runner < runners; runner++) {
            ready.waitFor(NO_LIMIT);
        }
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
