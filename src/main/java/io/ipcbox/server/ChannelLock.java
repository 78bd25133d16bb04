package io.ipcbox.server;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.transport.ChannelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The right to serve a channel: a lock on the file {@code server.lock} of its directory, which the kernel releases when
 * the server dies. The file holds the server's process id, for messages only.
 */
final class ChannelLock implements AutoCloseable {
    private static final String NAME = "server.lock";
    private static final long LOCK_AT = 0;

    private final SharedFile file;

    private ChannelLock(SharedFile file) {
        this.file = file;
    }

    /** @throws IpcException EBUSY if a live server has the channel */
    static ChannelLock take(String channel, ChannelDirectory directory) {
        Path path = directory.resolve(NAME);
        while (true) {
            SharedFile file = directory.make(() -> SharedFile.openOrCreate(path, Permissions.OWNER_ONLY));
            if (!file.locks().tryLock(LOCK_AT)) {
                file.close();
                throw new IpcException("serve", "channel \"" + channel + "\"", Errno.EBUSY, remedy(directory));
            }
            // A server that is ending may have removed the name between the two calls.
            if (file.hasItsName()) {
                writePid(path);
                return new ChannelLock(file);
            }
            file.close();
        }
    }

    private static String remedy(ChannelDirectory directory) {
        String pid = directory.readLine(NAME);
        return "a server (pid " + (pid == null || !pid.matches("\\d+") ? "unknown" : pid)
                + ") serves it; end that server, or choose another channel with --ipcbox.channel=NAME";
    }

    private static void writePid(Path path) {
        try {
            Files.writeString(path, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            // It only improves another server's error message.
        }
    }

    /** Removes the file while the lock is held, so that no other server keeps a lock on a file without a name. */
    @Override
    public void close() {
        try (file) {
            if (file.hasItsName()) {
                SharedFile.unlink(file.path());
            }
        }
    }
}
