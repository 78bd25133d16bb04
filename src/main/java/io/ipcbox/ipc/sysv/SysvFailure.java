package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.LibcSysvFlags;
import java.lang.foreign.Arena;
import java.util.function.Function;

/** Explains a refusal of the kernel for a System V object, with a remedy. */
final class SysvFailure {
    private static final String REMOVED = "it has been removed; create it again";

    private SysvFailure() {}

    /** @param special the remedy for an error of this call; empty for the general one */
    static IpcException of(String verb, SysvIdentity object, Errno errno, Function<Errno, String> special) {
        // The kernel reports a removal as EIDRM to a waiting call and as EINVAL to a later one.
        if (errno == Errno.EIDRM || (errno == Errno.EINVAL && isGone(object))) {
            return new IpcException(verb, object.toString(), Errno.EIDRM, REMOVED);
        }
        String remedy = special.apply(errno);
        return new IpcException(
                verb, object.toString(), errno, remedy.isEmpty() ? remedy(verb, object, errno) : remedy);
    }

    static IpcException because(IpcException failure, String remedy) {
        return new IpcException(failure.operation(), failure.object(), failure.errno(), remedy);
    }

    private static boolean isGone(SysvIdentity object) {
        if (!object.exists()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            int result = object.kind()
                    .control(
                            object.id(), LibcSysvFlags.IPC_STAT, arena.allocate(object.kind().statusBytes, Long.BYTES));
            Errno errno = LastErrno.get();
            return result < 0 && (errno == Errno.EINVAL || errno == Errno.EIDRM);
        }
    }

    private static String remedy(String verb, SysvIdentity object, Errno errno) {
        return switch (errno) {
            case EACCES, EPERM -> belongsTo(object);
            case EEXIST ->
                "open the existing one, or remove it: " + object.kind().removal(object.key(), object.id());
            case ENOENT -> "no object has this key; create it first";
            case ENOSPC -> full(object.kind());
            case EINVAL -> !object.exists() ? wrongSize(verb, object.kind()) : "";
            default -> errno.remedy().orElse("");
        };
    }

    private static String belongsTo(SysvIdentity object) {
        return (!object.exists()
                        ? SysvTable.find(object.kind(), object.key())
                        : SysvTable.find(object.kind(), object.id()))
                .map(row -> "it belongs to user %d and its permissions are %04o; this is user %s"
                        .formatted(row.uid(), row.mode() & 0777, Integer.toUnsignedString(LibcProcess.geteuid())))
                .orElse("check its owner and permissions: ipcs -a");
    }

    private static String wrongSize(String verb, SysvKind kind) {
        boolean exists = verb.equals("open");
        return switch (kind) {
            case MESSAGE_QUEUE -> "";
            case SHARED_MEMORY ->
                exists
                        ? "it is smaller than requested"
                        : "the size must lie between 1 and shmmax: " + SysvLimits.of("shmmax");
            case SEMAPHORE_SET ->
                exists
                        ? "it has fewer semaphores than requested"
                        : "too many semaphores for one set: " + SysvLimits.ofSemaphores("semmsl");
        };
    }

    private static String full(SysvKind kind) {
        String inUse = "the system limit is reached: ";
        return switch (kind) {
            case MESSAGE_QUEUE -> inUse + SysvLimits.of("msgmni") + "; remove unused ones (ipcs -q, ipcrm -q ID)";
            case SHARED_MEMORY ->
                inUse + SysvLimits.of("shmmni") + " segments and " + SysvLimits.of("shmall")
                        + " pages; remove unused ones (ipcs -m, ipcrm -m ID)";
            case SEMAPHORE_SET ->
                inUse + SysvLimits.ofSemaphores("semmni") + " sets, and "
                        + SysvLimits.ofSemaphores("semmns")
                        + " semaphores; remove unused ones (ipcs -s, ipcrm -s ID)";
        };
    }
}
