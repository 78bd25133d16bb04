package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.file.Descriptor;
import io.ipcbox.ipc.libc.LastErrno;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcMqueue;
import io.ipcbox.ipc.libc.MqAttrLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Opens or creates a message queue. Creation is always exclusive, so that only the creator sets the exact permissions.
 * An existing queue is never opened with {@code O_CREAT}, which a kernel with fs.protected_regular may refuse.
 */
record QueueOpening(String name, PosixAccess access, Permissions permissions, PosixQueueLimits limits) {
    QueueOpening {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(permissions, "permissions");
        Objects.requireNonNull(limits, "limits");
    }

    Descriptor open(CreationMode mode) {
        PosixKind.MESSAGE_QUEUE.checkName(mode, name);
        return mode.obtain(this::openExisting, this::create);
    }

    private Descriptor openExisting() {
        try (Arena arena = Arena.ofConfined()) {
            int fd = LibcMqueue.mq_open(arena.allocateFrom(name), LibcFile.flags(access), 0, MemorySegment.NULL);
            if (fd < 0) {
                throw new IpcException("open", object(), LastErrno.get());
            }
            return new Descriptor(fd, object());
        }
    }

    private Descriptor create() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cName = arena.allocateFrom(name);
            int flags = LibcFile.flags(access) | LibcFile.O_CREAT | LibcFile.O_EXCL;
            int fd = LibcMqueue.mq_open(cName, flags, permissions.mode(), attributes(arena));
            if (fd < 0) {
                throw QueueFailure.creating(object(), limits);
            }
            return withExactPermissions(new Descriptor(fd, object()), cName);
        }
    }

    private Descriptor withExactPermissions(Descriptor created, MemorySegment cName) {
        try {
            created.chmod(permissions);
            return created;
        } catch (RuntimeException e) {
            created.close();
            LibcMqueue.mq_unlink(cName);
            throw e;
        }
    }

    private MemorySegment attributes(Arena arena) {
        if (limits.equals(PosixQueueLimits.SYSTEM_DEFAULT)) {
            return MemorySegment.NULL;
        }
        MemorySegment attributes = arena.allocate(MqAttrLayout.BYTES, Long.BYTES);
        attributes.set(ValueLayout.JAVA_LONG, MqAttrLayout.MAX_MESSAGES, QueueFailure.maxMessages(limits));
        attributes.set(ValueLayout.JAVA_LONG, MqAttrLayout.MESSAGE_BYTES, QueueFailure.messageBytes(limits));
        return attributes;
    }

    private String object() {
        return PosixKind.MESSAGE_QUEUE.object(name);
    }
}
