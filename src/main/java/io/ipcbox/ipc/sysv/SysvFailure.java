package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import java.lang.foreign.Arena;

/** What a refusal of the kernel means for a System V object, and what helps. */
final class SysvFailure {
    private static final String REMOVED = "somebody removed it; create it again";

    private SysvFailure() {}

    static IpcException of(String verb, SysvObject object, Errno errno) {
        // Who asks after the removal gets EINVAL, who was waiting when it happened EIDRM. It is the same event.
        if (errno == Errno.EIDRM || (errno == Errno.EINVAL && isGone(object))) {
            return new IpcException(verb, object.toString(), Errno.EIDRM, REMOVED);
        }
        return new IpcException(verb, object.toString(), errno, remedy(object, errno));
    }

    private static boolean isGone(SysvObject object) {
        if (object.rawId() < 0) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            int result = object.kind()
                    .control(
                            object.rawId(),
                            LibcSysvFlags.IPC_STAT,
                            arena.allocate(object.kind().statusBytes(), Long.BYTES));
            Errno errno = LastErrno.get();
            return result < 0 && (errno == Errno.EINVAL || errno == Errno.EIDRM);
        }
    }

    private static String remedy(SysvObject object, Errno errno) {
        return switch (errno) {
            case EACCES, EPERM -> belongsTo(object);
            case EEXIST ->
                "open the existing one, or remove it: " + object.kind().removal(object.key());
            case ENOENT -> "there is none of this key: create it first";
            case ENOSPC -> full(object.kind());
            default -> errno.remedy().orElse("");
        };
    }

    private static String belongsTo(SysvObject object) {
        return (object.rawId() < 0
                        ? SysvTable.find(object.kind(), object.key())
                        : SysvTable.find(object.kind(), object.rawId()))
                .map(row -> "it belongs to user %d and its permissions are %04o; this is user %d"
                        .formatted(row.uid(), row.mode() & 0777, LibcProcess.geteuid()))
                .orElse("check its owner and permissions: ipcs -a");
    }

    private static String full(SysvKind kind) {
        String inUse = "the system has as many as it may have: ";
        return switch (kind) {
            case MESSAGE_QUEUE -> inUse + SysvLimits.of("msgmni") + "; remove unused ones (ipcs -q, ipcrm -q ID)";
            case SHARED_MEMORY ->
                inUse + SysvLimits.of("shmmni") + " segments and " + SysvLimits.of("shmall")
                        + " pages; remove unused ones (ipcs -m, ipcrm -m ID)";
            case SEMAPHORE_SET ->
                inUse + SysvLimits.ofSemaphores(SysvLimits.SEMMNI) + " sets, and "
                        + SysvLimits.ofSemaphores(SysvLimits.SEMMNS)
                        + " semaphores; remove unused ones (ipcs -s, ipcrm -s ID)";
        };
    }
}
