package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import io.ipcbox.ipc.waiting.BackOff;
import java.lang.foreign.MemorySegment;

/**
 * Creates a set so that openers through this class never see it without its values.
 *
 * <p>Creating a set and setting its values are two calls. A process that opens the set between them finds zeros, or
 * takes a unit that the second call then overwrites. Stevens' remedy: the creator creates exclusively, sets the values,
 * then performs one operation. Only that makes {@code sem_otime} non-zero, which openers wait for.
 */
final class SemaphoreCreation {
    // Neither changes anything. If the value is the highest possible, only the second can be performed.
    private static final SysvSemaphoreOperations UP_AND_DOWN =
            SysvSemaphoreOperations.of(SysvSemaphoreOperation.post(0, 1), SysvSemaphoreOperation.wait(0, 1));
    private static final SysvSemaphoreOperations DOWN_AND_UP =
            SysvSemaphoreOperations.of(SysvSemaphoreOperation.wait(0, 1), SysvSemaphoreOperation.post(0, 1));

    private SemaphoreCreation() {}

    /** @param values the values of a new set; an existing one must have at least as many semaphores */
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

    /** False if the value is too high or too low for it; if too low, another process has already used the set. */
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

    /** False if a creator that failed has removed the set, so that it can be created again. */
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
                "no operation has been performed on it yet: its creator is still setting its values, died before that,"
                        + " or performs none (ipcmk, Python); open it as it is, or remove it: "
                        + SysvKind.SEMAPHORE_SET.removal(set.key(), set.id()));
    }
}
