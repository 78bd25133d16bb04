package io.ipcbox.ipc;

import io.ipcbox.ipc.libc.LibcSysvFlags;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixQueueLimits;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvMessageQueue;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperation;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperations;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.waiting.KernelSleep;
import io.ipcbox.support.UniqueNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every blocking call of the library, made on an object that stays idle until the test acts on it. */
enum BlockingCall {
    POSIX_QUEUE_RECEIVE(directory -> {
        PosixMessageQueue queue = queue();
        return new Scene(
                () -> queue.receive(Scene.LONG),
                () -> queue.send(Scene.X, 0, Duration.ZERO),
                queue::close,
                queue::unlink);
    }),
    POSIX_QUEUE_SEND(directory -> {
        PosixMessageQueue queue = queue();
        queue.send(Scene.X, 0, Duration.ZERO);
        return new Scene(
                () -> queue.send(Scene.X, 0, Scene.LONG),
                () -> queue.receive(Duration.ZERO),
                queue::close,
                queue::unlink);
    }),
    POSIX_QUEUE_AWAIT_MESSAGE(directory -> {
        PosixMessageQueue queue = queue();
        return new Scene(
                () -> queue.awaitMessage(Scene.LONG),
                () -> queue.send(Scene.X, 0, Duration.ZERO),
                queue::close,
                queue::unlink);
    }),
    POSIX_QUEUE_AWAIT_ROOM(directory -> {
        PosixMessageQueue queue = queue();
        queue.send(Scene.X, 0, Duration.ZERO);
        return new Scene(
                () -> queue.awaitRoom(Scene.LONG), () -> queue.receive(Duration.ZERO), queue::close, queue::unlink);
    }),
    POSIX_SEMAPHORE(directory -> {
        PosixSemaphore semaphore = PosixSemaphore.create(UniqueNames.next(), Permissions.OWNER_ONLY, 0);
        return new Scene(() -> semaphore.waitFor(Scene.LONG), semaphore::post, semaphore::close, semaphore::unlink);
    }),
    FIFO_OPEN_FOR_READING(directory -> {
        Path path = fifo(directory);
        return new Scene(
                () -> Fifo.openForReading(path, Scene.LONG),
                () -> Fifo.openForWriting(path),
                null,
                () -> Fifo.unlink(path));
    }),
    FIFO_OPEN_FOR_WRITING(directory -> {
        Path path = fifo(directory);
        return new Scene(
                () -> Fifo.openForWriting(path, Scene.LONG),
                () -> Fifo.openForReading(path),
                null,
                () -> Fifo.unlink(path));
    }),
    FIFO_READ(directory -> {
        Path path = fifo(directory);
        Fifo reader = Fifo.openForReading(path);
        Fifo writer = Fifo.openForWriting(path).orElseThrow();
        return new Scene(
                () -> reader.read(Scene.BYTE, Scene.LONG),
                () -> writer.write(Scene.BYTE, Duration.ZERO),
                reader::close,
                () -> {
                    writer.close();
                    Fifo.unlink(path);
                });
    }),
    FIFO_READ_BEHIND_ANOTHER(directory -> {
        Path path = fifo(directory);
        Fifo reader = Fifo.openForReading(path);
        Fifo writer = Fifo.openForWriting(path).orElseThrow();
        Thread first = Thread.ofPlatform().daemon().start(() -> {
            try {
                reader.read(Scene.BYTE, Scene.LONG);
            } catch (WaitEndedException e) {
                // closed
            }
        });
        WaitEndedIT.AllWaiting.awaitInside(first, KernelSleep.class);
        return new Scene(
                () -> reader.read(Scene.BYTE, Scene.LONG),
                () -> {
                    writer.write(Scene.BYTE, Duration.ZERO);
                    writer.write(Scene.BYTE, Duration.ZERO);
                },
                reader::close,
                () -> {
                    reader.close();
                    writer.close();
                    Fifo.unlink(path);
                });
    }),
    FIFO_WRITE(directory -> {
        Path path = fifo(directory);
        Fifo reader = Fifo.openForReading(path);
        Fifo writer = Fifo.openForWriting(path).orElseThrow();
        MemorySegment all = Arena.ofAuto().allocate(writer.capacityBytes());
        writer.write(all, Duration.ZERO);
        return new Scene(
                () -> writer.write(Scene.BYTE, Scene.LONG),
                () -> reader.read(all, Duration.ZERO),
                writer::close,
                () -> {
                    reader.close();
                    Fifo.unlink(path);
                });
    }),
    FIFO_AWAIT_READER_GONE(directory -> {
        Path path = fifo(directory);
        Fifo reader = Fifo.openForReading(path);
        Fifo writer = Fifo.openForWriting(path).orElseThrow();
        return new Scene(() -> writer.awaitReaderGone(Deadline.NEVER), reader::close, writer::close, () -> {
            reader.close();
            Fifo.unlink(path);
        });
    }),
    SYSV_QUEUE_RECEIVE(directory -> {
        SysvMessageQueue queue = sysvQueue();
        int id = queue.id();
        return new Scene(
                () -> queue.receive(Scene.LONG),
                () -> queue.send(1, Scene.X, Duration.ZERO),
                queue::close,
                () -> SysvMessageQueue.ofId(id).remove());
    }),
    SYSV_QUEUE_SEND(directory -> {
        SysvMessageQueue queue = sysvQueue();
        int id = queue.id();
        queue.setMaxBytes(1);
        queue.send(1, Scene.X, Duration.ZERO);
        return new Scene(
                () -> queue.send(1, Scene.X, Scene.LONG),
                () -> queue.receive(Duration.ZERO),
                queue::close,
                () -> SysvMessageQueue.ofId(id).remove());
    }),
    SYSV_SEMAPHORE_WAIT(directory -> set(set -> set.wait(0, Scene.LONG))),
    SYSV_SEMAPHORE_AWAIT_ZERO(directory -> set(set -> set.awaitZero(1, Scene.LONG))),
    SYSV_SEMAPHORE_PERFORM(directory -> {
        SysvSemaphoreOperations operations =
                SysvSemaphoreOperations.of(SysvSemaphoreOperation.wait(0, 1), SysvSemaphoreOperation.awaitZero(1));
        return set(set -> set.perform(operations, Scene.LONG));
    }),
    SYSV_SEMAPHORE_OPEN(directory -> {
        SysvKey key = new SysvKey(UniqueNames.nextKey());
        int id = LibcSysvSemaphore.semget(key.value(), 1, LibcSysvFlags.IPC_CREAT | 0600);
        return new Scene(
                () -> SysvSemaphoreSet.open(key, Scene.LONG),
                () -> SysvSemaphoreSet.ofId(id).post(0),
                null,
                () -> SysvSemaphoreSet.ofId(id).remove());
    });

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above keep nothing
    private final Function<Path, Scene> opening;

    BlockingCall(Function<Path, Scene> opening) {
        this.opening = opening;
    }

    /** False for a call that waits for the object before it creates the handle. */
    boolean hasHandle() {
        return !name().contains("_OPEN");
    }

    /** @param directory for files */
    Scene open(Path directory) {
        return opening.apply(directory);
    }

    private static PosixMessageQueue queue() {
        return PosixMessageQueue.create(UniqueNames.next(), Permissions.OWNER_ONLY, new PosixQueueLimits(1, 8));
    }

    private static Path fifo(Path directory) {
        Path path = UniqueNames.nextIn(directory);
        Fifo.make(path, Permissions.OWNER_ONLY);
        return path;
    }

    private static SysvMessageQueue sysvQueue() {
        return SysvMessageQueue.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
    }

    private static Scene set(Function<SysvSemaphoreSet, Object> call) {
        SysvSemaphoreSet set = SysvSemaphoreSet.open(
                SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0, 1);
        int id = set.id();
        return new Scene(
                () -> call.apply(set),
                () -> SysvSemaphoreSet.ofId(id)
                        .perform(
                                SysvSemaphoreOperations.of(
                                        SysvSemaphoreOperation.post(0, 1), SysvSemaphoreOperation.wait(1, 1)),
                                Duration.ZERO),
                set::close,
                () -> SysvSemaphoreSet.ofId(id).remove());
    }

    /**
     * The object.
     *
     * @param call waits
     * @param satisfy gives the call what it waits for
     * @param closing closes the handle that waits; null if there is none yet
     */
    record Scene(
            Supplier<Object> call,
            Runnable satisfy,
            @Nullable Runnable closing,
            Runnable cleaning) implements AutoCloseable {
        static final Duration LONG = Duration.ofHours(1);
        static final byte[] X = {'x'};
        static final MemorySegment BYTE = Arena.global().allocate(1);

        @Override
        public void close() {
            if (closing != null) {
                closing.run();
            }
            cleaning.run();
        }
    }
}
