package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.waiting.BackOff;
import io.ipcbox.ipc.waiting.Deadline;
import java.lang.foreign.MemorySegment;

/**
 * Makes a set so that nobody who opens it by this class sees it half made.
 *
 * <p>The kernel creates a set and gives it its values in two calls, and whoever opens it between the two finds zeros, or
 * takes a unit that is then set back. Stevens' remedy: the creator creates exclusively, sets the values, and then performs
 * one operation; that alone makes {@code sem_otime} other than 0, and openers wait for it.
 */
final class SemaphoreCreation {
    // Together they change nothing. Which of the two can be performed depends on the value being the highest one.
    private static final SysvSemaphoreOperations UP_AND_DOWN =
            SysvSemaphoreOperations.of(SysvSemaphoreOperation.post(0, 1), SysvSemaphoreOperation.wait(0, 1));
    private static final SysvSemaphoreOperations DOWN_AND_UP =
            SysvSemaphoreOperations.of(SysvSemaphoreOperation.wait(0, 1), SysvSemaphoreOperation.post(0, 1));

    private SemaphoreCreation() {}

    /** Opens or creates; {@code values} are those of a new set, and the least size of an existing one. */
    static SysvSemaphoreSet open(
            SysvKey key, CreationMode mode, Permissions permissions, Deadline deadline, int[] values) {
        while (true) {
            SysvSemaphoreSet set = new SysvSemaphoreSet(SysvIdentity.open(
                    SysvKind.SEMAPHORE_SET,
                    key,
                    mode,
                    permissions,
                    flags -> LibcSysvSemaphore.semget(key.value(), values.length, flags)));
            if (set.wasCreated()) {
                initialise(set, values);
                return set;
            }
            if (awaitInitialised(set, deadline, mode)) {
                return set;
            }
        }
    }

    private static void initialise(SysvSemaphoreSet set, int[] values) {
        try {
            if (SemaphoreValues.setAll(set.id(), values) < 0) {
                throw set.failure("set the values of");
            }
            if (!touch(set, UP_AND_DOWN)) {
                touch(set, DOWN_AND_UP);
            }
        } catch (RuntimeException e) {
            set.remove();
            throw e;
        }
    }

    /** False when the value is too high or too low for it: in the second case somebody has already used the set. */
    private static boolean touch(SysvSemaphoreSet set, SysvSemaphoreOperations operations) {
        if (LibcSysvSemaphore.semtimedop(set.id(), operations.asking(), operations.size(), MemorySegment.NULL) == 0) {
            return true;
        }
        Errno errno = LastErrno.get();
        if (errno != Errno.ERANGE && errno != Errno.EAGAIN) {
            throw set.failure("initialise");
        }
        return false;
    }

    /** False when it was removed meanwhile by a creator who failed, and may be made anew. */
    private static boolean awaitInitialised(SysvSemaphoreSet set, Deadline deadline, CreationMode mode) {
        BackOff backOff = set.startAsking("open", deadline);
        try {
            while (set.status().lastOperation().isEmpty()) {
                if (!backOff.pause()) {
                    throw uninitialised(set);
                }
            }
            return true;
        } catch (IpcException e) {
            if (e.errno() == Errno.EIDRM && mode == CreationMode.OPEN_OR_CREATE) {
                return false;
            }
            throw e;
        }
    }

    private static IpcException uninitialised(SysvSemaphoreSet set) {
        return new IpcException(
                "open",
                set.toString(),
                Errno.ETIME,
                "nobody has performed an operation on it yet: its creator is still setting its values, or died before it"
                        + " could, or does not care (ipcmk, Python); open it as it is, or remove it: "
                        + SysvKind.SEMAPHORE_SET.removal(set.key(), set.id()));
    }
}
