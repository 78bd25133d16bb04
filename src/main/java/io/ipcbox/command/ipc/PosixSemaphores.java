package io.ipcbox.command.ipc;

import io.ipcbox.command.Facts;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.posix.PosixSemaphoreStatus;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;

/** The semaphore of {@code -n}. */
final class PosixSemaphores implements Semaphores {
    @Mixin
    private final NameOption name = new NameOption("/test-semaphore");

    private final InitialValue initial = new InitialValue();

    @Override
    public String title() {
        return name.name;
    }

    @Override
    public List<Object> creationOptions() {
        return List.of(initial);
    }

    @Override
    public Creation create(CreationMode mode, Permissions permissions) {
        return Creation.unlessThere(mode, title(), () -> {
            try (var created = PosixSemaphore.create(title(), permissions, initial.checked())) {
                return created.name();
            }
        });
    }

    @Override
    public String remove() {
        PosixSemaphore.unlink(title());
        return title();
    }

    @Override
    public Facts facts() {
        try (var semaphore = PosixSemaphore.open(title())) {
            PosixSemaphoreStatus now = semaphore.status();
            return PosixFacts.of(title(), semaphore.fileStatus())
                    .with("value", now.value())
                    .with("waiters", now.waiters())
                    .with("processes", now.otherProcesses())
                    .with("stuck", now.isStuck());
        }
    }

    @Override
    public Semaphore open() {
        return new Open(PosixSemaphore.open(title()));
    }

    @Override
    public Semaphore openOrCreate(int value) {
        return new Open(PosixSemaphore.open(title(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, value));
    }

    @Override
    public Semaphore openForClient(int value) {
        return openOrCreate(value);
    }

    private record Open(PosixSemaphore semaphore) implements Semaphore {
        @Override
        public boolean take(Duration timeout) {
            return semaphore.waitFor(timeout);
        }

        @Override
        public void post() {
            semaphore.post();
        }

        @Override
        public int value() {
            return semaphore.value();
        }

        @Override
        public long trace() {
            return semaphore.value();
        }

        @Override
        public void close() {
            semaphore.close();
        }

        @Override
        public String toString() {
            return semaphore.toString();
        }
    }
}
