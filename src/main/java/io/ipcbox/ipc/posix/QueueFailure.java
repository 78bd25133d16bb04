package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.KernelSetting;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcLimit;
import io.ipcbox.ipc.libc.LibcPoll;
import io.ipcbox.ipc.libc.RlimitLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Explains why the kernel refused to create a message queue, naming the limit that was reached. */
final class QueueFailure {
    private static final Path SETTINGS = Path.of("/proc/sys/fs/mqueue");
    // The kernel charges a queue as if it were full: a header for each message and a tree node for each priority.
    private static final long OVERHEAD_BYTES = 48 + 48;

    private QueueFailure() {}

    /** To be called right after the C call. */
    static IpcException creating(String object, PosixQueueLimits limits) {
        Errno errno = LastErrno.get();
        return new IpcException(
                "create",
                object,
                errno,
                switch (errno) {
                    case EINVAL, EOVERFLOW -> tooLarge(limits);
                    case EMFILE -> isOutOfDescriptors() ? remedy(errno) : overBudget(limits);
                    case ENOSPC ->
                        "the system has reached its limit of queues, " + setting("queues_max")
                                + "; remove unused ones, ls /dev/mqueue lists them, or raise it as root";
                    default -> remedy(errno);
                });
    }

    private static String remedy(Errno errno) {
        return errno.remedy().orElse("");
    }

    private static String tooLarge(PosixQueueLimits limits) {
        return "%d messages of %d bytes are more than %s or %s allows; ask for less, or raise them as root"
                .formatted(maxMessages(limits), messageBytes(limits), setting("msg_max"), setting("msgsize_max"));
    }

    private static String overBudget(PosixQueueLimits limits) {
        long messages = maxMessages(limits);
        long bytes = messageBytes(limits);
        long need = messages * (bytes + OVERHEAD_BYTES);
        long budget = budgetBytes();
        return ("%d messages × (%d + %d) bytes = %d bytes, and RLIMIT_MSGQUEUE allows all queues of this user %s"
                        + " together, %s; remove unused ones, ask for less, or raise it: ulimit -q")
                .formatted(messages, bytes, OVERHEAD_BYTES, need, bytes(budget), fitting(budget, need));
    }

    private static String bytes(long budget) {
        return budget < 0 ? "no limit" : budget + " bytes";
    }

    private static String fitting(long budget, long need) {
        return budget < 0 || need == 0 ? "" : "room for " + budget / need + " such queues";
    }

    /** Negative if there is no limit. */
    private static long budgetBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(RlimitLayout.BYTES, Long.BYTES);
            LibcLimit.getrlimit(LibcLimit.RLIMIT_MSGQUEUE, limit);
            return limit.get(ValueLayout.JAVA_LONG, RlimitLayout.SOFT);
        }
    }

    // EMFILE means either this or the memory limit; trying to open another descriptor tells them apart.
    private static boolean isOutOfDescriptors() {
        int fd = LibcPoll.eventfd(0, LibcPoll.EFD_CLOEXEC);
        if (fd < 0) {
            return LastErrno.get() == Errno.EMFILE;
        }
        LibcFile.close(fd);
        return false;
    }

    static long maxMessages(PosixQueueLimits limits) {
        return limits.maxMessages() > 0 ? limits.maxMessages() : defaultOf("msg_default");
    }

    static long messageBytes(PosixQueueLimits limits) {
        return limits.messageBytes() > 0 ? limits.messageBytes() : defaultOf("msgsize_default");
    }

    private static long defaultOf(String name) {
        // /proc may be hidden; the fallbacks are the kernel's built-in values.
        return setting(name).value().map(Long::parseLong).orElse(name.equals("msg_default") ? 10L : 8192L);
    }

    private static KernelSetting setting(String name) {
        return new KernelSetting(SETTINGS.resolve(name));
    }
}
