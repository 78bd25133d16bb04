package io.ipcbox.ipc.pipe;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.FileStatus;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.file.Statx;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcName;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import io.ipcbox.ipc.waiting.BackOff;
import io.ipcbox.ipc.waiting.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a FIFO and opens its ends, never with an open(2) that waits, because only a peer would end that wait. Since
 * poll(2) does not report the arrival of a peer, a wait for one checks every few milliseconds.
 *
 * @param path the name
 */
record FifoOpening(Path path) {
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    FifoOpening {
        Objects.requireNonNull(path, "path");
    }

    String object() {
        return "FIFO \"" + path + "\"";
    }

    void make(Permissions permissions) {
        Objects.requireNonNull(permissions, "permissions");
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            if (LibcName.mkfifo(name, permissions.mode()) != 0) {
                throw new IpcException("make", object(), LastErrno.get());
            }
            correctMode(arena, permissions);
        }
    }

    // The umask may have removed permissions. By descriptor, because the name may refer to another file by now.
    private void correctMode(Arena arena, Permissions permissions) {
        try (Descriptor made = Descriptor.open("open", object(), path, LibcFile.O_PATH, Permissions.OWNER_ONLY)) {
            check(Statx.of(made));
            // fchmod(2) refuses an O_PATH descriptor.
            if (LibcName.chmod(arena.allocateFrom("/proc/self/fd/" + made.fd()), permissions.mode()) != 0) {
                throw new IpcException("change the mode of", object(), LastErrno.get());
            }
        }
    }

    Descriptor open(int access) {
        return Descriptor.open("open", object(), path, access | LibcFile.O_NONBLOCK, Permissions.OWNER_ONLY)
                .handTo(opened -> {
                    check(Statx.of(opened));
                    return opened;
                });
    }

    private void check(FileStatus status) {
        if (!status.isFifo()) {
            throw new IpcException("trust", object(), Errno.EPERM, "it is not a FIFO; remove it");
        }
        if (status.uid() != LibcProcess.geteuid()) {
            throw new IpcException(
                    "trust", object(), Errno.EPERM, "it belongs to user " + status.uid() + "; remove it");
        }
    }

    /** Empty if there is no reader. */
    Optional<Descriptor> openForWriting() {
        try {
            return Optional.of(open(LibcFile.O_WRONLY));
        } catch (IpcException e) {
            if (e.errno() == Errno.ENXIO) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Empty if no reader arrived in time. */
    Optional<Descriptor> awaitReader(Deadline deadline) {
        Optional<Descriptor> opened = openForWriting();
        BackOff backOff = startLooking("wait for a reader of", deadline);
        while (opened.isEmpty() && backOff.pause()) {
            opened = openForWriting();
        }
        return opened;
    }

    private BackOff startLooking(String verb, Deadline deadline) {
        return new BackOff(new Wait(verb, object(), () -> false, deadline), SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }

    /** Empty if no writer arrived in time. */
    Optional<Descriptor> awaitWriter(Deadline deadline) {
        Descriptor opened = open(LibcFile.O_RDONLY);
        try (WriterProbe probe = new WriterProbe(opened)) {
            if (probe.hasOrHadWriter()
                    || startLooking("wait for a writer of", deadline).succeeds(probe::hasOrHadWriter)) {
                return Optional.of(opened);
            }
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        opened.close();
        return Optional.empty();
    }

    void unlink() {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            if (LibcName.unlink(arena.allocateFrom(path.toString())) != 0) {
                throw new IpcException("remove", object(), LastErrno.get());
            }
        }
    }
}
