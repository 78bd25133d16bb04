package io.ipcbox.transport;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.file.PrivateDirectory;
import io.ipcbox.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one channel, for everything that the channel has by name: {@code /dev/shm/ipcbox-dir-UID-CHANNEL},
 * or a directory that the user chose. Servers and clients make it if it is missing, and remove it if they leave it
 * empty. Any thread may call.
 */
public final class ChannelDirectory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path path;
    private final boolean isChosen;
    // Set once the directory was checked, unless it is one of the user's own.
    private volatile boolean removable;

    private ChannelDirectory(Path path, boolean isChosen) {
        this.path = path;
        this.isChosen = isChosen;
    }

    /** The directory of the channel that the settings name: the one that the user chose, else the default one. */
    public static ChannelDirectory of(Settings settings) {
        String chosen = settings.directory();
        return chosen == null ? ofChannel(settings.channel()) : at(Path.of(chosen));
    }

    /** The default directory of a channel of this user. */
    public static ChannelDirectory ofChannel(String channel) {
        String name = "ipcbox-dir-" + PrivateDirectory.userId() + "-" + channel;
        return new ChannelDirectory(SHARED_MEMORY.resolve(name), false);
    }

    /** A directory that the user chose; its parent must exist. If it existed before, it is never removed. */
    public static ChannelDirectory at(Path directory) {
        return new ChannelDirectory(directory.toAbsolutePath(), true);
    }

    /** The path of the channel's ring: the same in every process that uses this directory, and in no other. */
    public Path ring(String channel) {
        String name = "ipcbox-" + PrivateDirectory.userId() + "-" + channel;
        // No channel has an @ in its name.
        return SHARED_MEMORY.resolve(isChosen ? name + "@" + place() : name);
    }

    /** Identifies the directory: the same for every path to it, also before it exists; different for any other one. */
    private UUID place() {
        return UUID.nameUUIDFromBytes(realPath().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Resolves only the parent: the directory itself may come or go at any time, and is never a symbolic link. */
    private Path realPath() {
        try {
            Path name = path.getFileName();
            return isOwnName(name) ? path.resolveSibling(".").toRealPath().resolve(name) : path.toRealPath();
        } catch (IOException e) {
            // The parent is missing; the error is reported when the directory is made.
            return path;
        }
    }

    private static boolean isOwnName(@Nullable Path name) {
        return name != null && !name.equals(Path.of(".")) && !name.equals(Path.of(".."));
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Makes the directory if it is missing, and checks it.
     *
     * @throws IpcException EPERM if other users can use it
     */
    public void ensure() {
        boolean made = PrivateDirectory.ensure(path);
        if (made || !isChosen) {
            removable = true;
        }
    }

    /**
     * Makes something in the directory, after the directory itself; both again if another process, the last to leave,
     * removes the directory in between.
     *
     * @param something fails with ENOENT if there is no directory
     */
    public <T> T make(Supplier<T> something) {
        while (true) {
            ensure();
            try {
                return something.get();
            } catch (IpcException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
    }

    /** Removes the directory if it is empty and {@link #ensure} found it trustworthy. */
    public void removeIfEmpty() {
        if (removable) {
            PrivateDirectory.removeIfEmpty(path);
        }
    }

    /**
     * Reads the one line of a file of the channel; null if there is no such file.
     *
     * @throws IpcException EPERM if other users could have made the file: it might be a FIFO, or endless
     */
    public @Nullable String readLine(String name) {
        if (!PrivateDirectory.isThere(path)) {
            return null;
        }
        try {
            return Files.readString(resolve(name)).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
