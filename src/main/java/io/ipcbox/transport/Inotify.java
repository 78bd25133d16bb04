package io.ipcbox.transport;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchService;

/** Watches directories, and says what helps when the kernel refuses to. */
public final class Inotify {
    private Inotify() {}

    /**
     * Makes what tells the events. Must be closed.
     *
     * @param directory is named in the error
     * @throws IpcException EMFILE
     */
    public static WatchService open(Path directory) {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw refusal(
                    directory,
                    Errno.EMFILE,
                    "raise ulimit -n or fs.inotify.max_user_instances, or end other programs that watch directories",
                    e);
        }
    }

    /**
     * Has the events of a directory told.
     *
     * @throws NoSuchFileException if there is none
     * @throws IpcException ENOSPC
     */
    public static void watch(Path directory, WatchService events, WatchEvent.Kind<?>... kinds)
            throws NoSuchFileException {
        try {
            directory.register(events, kinds);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw refusal(directory, Errno.ENOSPC, "raise fs.inotify.max_user_watches", e);
        }
    }

    private static IpcException refusal(Path directory, Errno errno, String remedy, IOException cause) {
        return new IpcException("watch", "directory \"" + directory + "\"", errno, remedy, cause);
    }
}
