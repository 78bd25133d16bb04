package io.ipcbox.ipc.posix;

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
 * Open-file-description locks on single bytes of a file. They belong to the open file, not to the process: two handles
 * of one JVM exclude each other too, and the kernel drops them when the last copy of the descriptor is closed or its
 * process dies. The byte need not exist. Any thread may call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2), open file description locks</a>
 */
final class OfdLock {
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;

    // A reader that goes to sleep looks whether its writer lives, for each message maybe: that allocates nothing.
    private static final ThreadLocal<MemorySegment> FLOCK =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(FlockLayout.BYTES, Long.BYTES));

    private OfdLock() {}

    /** Takes the byte for this descriptor alone; false when another has it. The descriptor must be open for writing. */
    static boolean tryLock(Descriptor descriptor, long at) {
        Optional<Errno> refusal = set(descriptor, F_WRLCK, at);
        if (refusal.isEmpty()) {
            return true;
        }
        if (refusal.get() == Errno.EAGAIN || refusal.get() == Errno.EACCES) {
            return false;
        }
        throw new IpcException("lock", descriptor.object(), refusal.get());
    }

    static void unlock(Descriptor descriptor, long at) {
        set(descriptor, F_UNLCK, at).ifPresent(errno -> {
            throw new IpcException("unlock", descriptor.object(), errno);
        });
    }

    /** True when another descriptor, of any process, has the byte. */
    static boolean isLockedElsewhere(Descriptor descriptor, long at) {
        MemorySegment flock = flock(F_WRLCK, at);
        Optional<Errno> refusal = control(descriptor, LibcFile.F_OFD_GETLK, flock);
        if (refusal.isPresent()) {
            throw new IpcException("look at the lock of", descriptor.object(), refusal.get());
        }
        return flock.get(ValueLayout.JAVA_SHORT, FlockLayout.TYPE) != F_UNLCK;
    }

    private static Optional<Errno> set(Descriptor descriptor, short type, long at) {
        return control(descriptor, LibcFile.F_OFD_SETLK, flock(type, at));
    }

    private static Optional<Errno> control(Descriptor descriptor, int command, MemorySegment flock) {
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
        flock.fill((byte) 0); // the kernel has written who holds the lock
        flock.set(ValueLayout.JAVA_SHORT, FlockLayout.TYPE, type);
        flock.set(ValueLayout.JAVA_LONG, FlockLayout.START, at);
        flock.set(ValueLayout.JAVA_LONG, FlockLayout.LENGTH, 1L);
        return flock;
    }
}
