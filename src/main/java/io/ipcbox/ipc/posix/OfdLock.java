package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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

    // struct flock, the same on both architectures
    private static final long FLOCK_BYTES = 32;
    private static final long TYPE = 0;
    private static final long START = 8;
    private static final long LENGTH = 16;

    private OfdLock() {}

    /** Takes the byte for this descriptor alone; false when another has it. The descriptor must be open for writing. */
    static boolean tryLock(Descriptor descriptor, long at) {
        if (set(descriptor, F_WRLCK, at)) {
            return true;
        }
        Errno errno = LastErrno.get();
        if (errno == Errno.EAGAIN || errno == Errno.EACCES) {
            return false;
        }
        throw new IpcException("lock", descriptor.object(), errno);
    }

    static void unlock(Descriptor descriptor, long at) {
        if (!set(descriptor, F_UNLCK, at)) {
            throw new IpcException("unlock", descriptor.object(), LastErrno.get());
        }
    }

    /** True when another descriptor, of any process, has the byte. */
    static boolean isLockedElsewhere(Descriptor descriptor, long at) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flock = flock(arena, F_WRLCK, at);
            if (LibcFile.fcntl(descriptor.fd(), LibcFile.F_OFD_GETLK, flock) != 0) {
                throw new IpcException("look at the lock of", descriptor.object(), LastErrno.get());
            }
            return flock.get(ValueLayout.JAVA_SHORT, TYPE) != F_UNLCK;
        }
    }

    private static boolean set(Descriptor descriptor, short type, long at) {
        try (Arena arena = Arena.ofConfined()) {
            return LibcFile.fcntl(descriptor.fd(), LibcFile.F_OFD_SETLK, flock(arena, type, at)) == 0;
        }
    }

    // l_whence 0 is SEEK_SET; l_pid must be 0, or the kernel refuses the call.
    private static MemorySegment flock(Arena arena, short type, long at) {
        MemorySegment flock = arena.allocate(FLOCK_BYTES, Long.BYTES);
        flock.set(ValueLayout.JAVA_SHORT, TYPE, type);
        flock.set(ValueLayout.JAVA_LONG, START, at);
        flock.set(ValueLayout.JAVA_LONG, LENGTH, 1L);
        return flock;
    }
}
