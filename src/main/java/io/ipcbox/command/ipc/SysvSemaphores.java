package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.sysv.SysvSemaphoreStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The first semaphore of a System V set. */
final class SysvSemaphores extends SysvSubject implements Semaphores {
    private static final int FIRST = 0;
    /** Long enough for a creator to set the value. A Python program never completes the set, so the wait must end. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final InitialValue initial = new InitialValue();

    SysvSemaphores() {
        super("semid");
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(initial);
    }

    @Override
    SysvSemaphoreSet obtain(CreationMode mode, Permissions permissions) {
        return obtain(mode, permissions, initial.checked());
    }

    private SysvSemaphoreSet obtain(CreationMode mode, Permissions permissions, int value) {
        try {
            return SysvSemaphoreSet.open(key(), mode, permissions, PATIENCE, value);
        } catch (IpcException e) {
            if (e.errno() != Errno.ETIME) {
                throw e;
            }
            return existing();
        }
    }

    @Override
    SysvSemaphoreSet existing() {
        return SysvSemaphoreSet.openAsIs(key());
    }

    @Override
    public Facts facts() {
        try (var set = existing()) {
            SysvSemaphoreStatus now = set.status();
            return facts(set, now.ownership())
                    .with("semaphores", now.count())
                    .with("values", Arrays.stream(set.values()).boxed().toList())
                    .with("waiting", set.waitingForMore(FIRST))
                    .with("waiting for zero", set.waitingForZero(FIRST))
                    .with("last pid", set.lastPid(FIRST))
                    .with("last operation", now.lastOperation())
                    .with("changed", now.lastChange());
        }
    }

    @Override
    public Semaphore open() {
        return new Open(obtain(CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY, 0));
    }

    @Override
    public Semaphore openOrCreate(int value) {
        return new Open(obtain(CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, value));
    }

    @Override
    public Semaphore openForClient(int value) {
        return open();
    }

    private record Open(SysvSemaphoreSet handle) implements Semaphore {
        @Override
        public boolean take(Duration timeout) {
            return handle.wait(FIRST, timeout);
        }

        @Override
        public void post() {
            handle.post(FIRST);
        }

        @Override
        public int value() {
            return handle.value(FIRST);
        }

        @Override
        public long trace() {
            // A value paired with the process of another operation would show one change twice.
            int pid;
            int value;
            do {
                pid = handle.lastPid(FIRST);
                value = handle.value(FIRST);
            } while (handle.lastPid(FIRST) != pid);
            return (long) pid << Integer.SIZE | value;
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
