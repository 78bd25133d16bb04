package io.ipcbox.ipc.file;

import io.ipcbox.ipc.ByteLocks;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.FlockLayout;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Open-file-description locks: they belong to the open file, not to the process, and the kernel drops them when the
 * last copy of the descriptor is closed. The descriptor belongs to the handle that made this.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2), open file description locks</a>
 */
public final class OfdLocks implements ByteLocks {
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;

    // A reader checks before each sleep, so maybe for each message, whether its writer is alive: that must not
    // allocate.
    private static final ThreadLocal<MemorySegment> FLOCK =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(FlockLayout.BYTES, Long.BYTES));

    private final Descriptor descriptor;

    public OfdLocks(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public boolean tryLock(long at) {
        Optional<Errno> refusal = set(F_WRLCK, at);
        if (refusal.isEmpty()) {
            return true;
        }
        if (refusal.get() == Errno.EAGAIN || refusal.get() == Errno.EACCES) {
            return false;
        }
        throw new IpcException("lock", descriptor.object(), refusal.get());
    }

    @Override
    public void unlock(long at) {
        set(F_UNLCK, at).ifPresent(errno -> {
            throw new IpcException("unlock", descriptor.object(), errno);
        });
    }

    @Override
    public boolean isLockedElsewhere(long at) {
        MemorySegment flock = flock(F_WRLCK, at);
        Optional<Errno> refusal = control(LibcFile.F_OFD_GETLK, flock);
        if (refusal.isPresent()) {
            throw new IpcException("look at the lock of", descriptor.object(), refusal.get());
        }
        return flock.get(ValueLayout.JAVA_SHORT, FlockLayout.TYPE) != F_UNLCK;
    }

    private Optional<Errno> set(short type, long at) {
        return control(LibcFile.F_OFD_SETLK, flock(type, at));
    }

    private Optional<Errno> control(int command, MemorySegment flock) {
        int fd = descriptor.enter();
        try {
            return LibcFile.fcntl(fd, command, flock) == 0 ? Optional.empty() : Optional.of(LastErrno.get());
        } finally {
            descriptor.leave();
        }
    }

    // l_whence 0 is SEEK_SET; l_pid must be 0, or the kernel refuses the call.
    private static MemorySegment flock(short type, long at) {
        MemorySegment flock = FLOCK.get();
        flock.fill((byte) 0); // the kernel has filled in the holder of the lock
        flock.set(ValueLayout.JAVA_SHORT, FlockLayout.TYPE, type);
        flock.set(ValueLayout.JAVA_LONG, FlockLayout.START, at);
        flock.set(ValueLayout.JAVA_LONG, FlockLayout.LENGTH, 1L);
        return flock;
    }
}
