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
import picocli.CommandLine.Mixin;

/** The first semaphore of the set of {@code -k}. */
final class SysvSemaphores implements Semaphores {
    private static final String ID = "semid";
    private static final int FIRST = 0;
    /** Long enough for a creator to set the value; a Python program performs no operation and looks unfinished for ever. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @Mixin
    private final KeyOption key = new KeyOption();

    private final InitialValue initial = new InitialValue();

    @Override
    public String title() {
        return key.typed;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(initial);
    }

    @Override
    public Creation create(CreationMode mode, Permissions permissions) {
        try (var set = open(mode, permissions, initial.checked())) {
            return new Creation(key.name(ID, set.id()), set.wasCreated());
        }
    }

    @Override
    public String remove() {
        try (var set = SysvSemaphoreSet.openAsIs(key.key())) {
            set.remove();
            return key.name(ID, set.id());
        }
    }

    @Override
    public Facts facts() {
        try (var set = SysvSemaphoreSet.openAsIs(key.key())) {
            SysvSemaphoreStatus now = set.status();
            return SysvFacts.of(set.key(), ID, set.id(), now.ownership())
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
        return new Open(open(CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY, 0));
    }

    @Override
    public Semaphore openOrCreate(int value) {
        return new Open(open(CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, value));
    }

    @Override
    public Semaphore openForClient(int value) {
        return open();
    }

    private SysvSemaphoreSet open(CreationMode mode, Permissions permissions, int value) {
        try {
            return SysvSemaphoreSet.open(key.key(), mode, permissions, PATIENCE, value);
        } catch (IpcException e) {
            if (e.errno() != Errno.ETIME) {
                throw e;
            }
            return SysvSemaphoreSet.openAsIs(key.key());
        }
    }

    private record Open(SysvSemaphoreSet set) implements Semaphore {
        @Override
        public boolean take(Duration timeout) {
            return set.wait(FIRST, timeout);
        }

        @Override
        public void post() {
            set.post(FIRST);
        }

        @Override
        public int value() {
            return set.value(FIRST);
        }

        @Override
        public long trace() {
            // A value and the process of another operation would show a change twice.
            int pid;
            int value;
            do {
                pid = set.lastPid(FIRST);
                value = set.value(FIRST);
            } while (set.lastPid(FIRST) != pid);
            return (long) pid << Integer.SIZE | value;
        }

        @Override
        public void close() {
            set.close();
        }

        @Override
        public String toString() {
            return set.toString();
        }
    }
}
