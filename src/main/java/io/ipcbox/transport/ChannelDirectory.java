package io.ipcbox.transport;

import io.ipcbox.ipc.posix.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the things of one channel that have names lie: {@code $XDG_RUNTIME_DIR/ipcbox/CHANNEL}, else {@code
 * /tmp/ipcbox-UID/CHANNEL}. Servers and clients make it when it is missing, and remove it when they leave it empty.
 * Any thread may call.
 */
public final class ChannelDirectory {
    private final Path path;
    // From the outermost to the channel's own: those that may have to be made.
    private final List<Path> levels;
    private final boolean isChosen;
    // Those that were checked, and are not the user's own.
    private final Set<Path> removable = ConcurrentHashMap.newKeySet();

    private ChannelDirectory(List<Path> levels, boolean isChosen) {
        this.levels = List.copyOf(levels);
        this.isChosen = isChosen;
        this.path = levels.getLast();
    }

    /** The usual place of a channel. */
    public static ChannelDirectory ofChannel(String channel, Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path base = !runtime.isEmpty() && Files.isDirectory(Path.of(runtime))
                ? Path.of(runtime, "ipcbox")
                : Path.of("/tmp", "ipcbox-" + PrivateDirectory.userId());
        return new ChannelDirectory(List.of(base, base.resolve(channel)), false);
    }

    /** A place that the user chose; its parent must exist. A directory that was there before is never removed. */
    public static ChannelDirectory at(Path directory) {
        return new ChannelDirectory(List.of(directory.toAbsolutePath()), true);
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Makes what is missing and checks what is there.
     *
     * @throws io.ipcbox.ipc.IpcException EPERM when it is not this user's alone
     */
    public void ensure() {
        for (Path level : levels) {
            boolean made = PrivateDirectory.ensure(level);
            if (made || !isChosen) {
                removable.add(level);
            }
        }
    }

    /** Removes what is empty of it; nothing that {@link #ensure} did not find trustworthy. */
    public void removeIfEmpty() {
        List<Path> inwardsOut = new ArrayList<>(levels);
        Collections.reverse(inwardsOut);
        inwardsOut.stream().filter(removable::contains).forEach(PrivateDirectory::removeIfEmpty);
    }

    /**
     * The one line that a file of the channel holds; null when there is none.
     *
     * @throws io.ipcbox.ipc.IpcException EPERM where others could have put it: it may be a FIFO there, or endless
     */
    public @Nullable String readLine(String name) {
        if (!levels.stream().allMatch(PrivateDirectory::isThere)) {
            return null;
        }
        try {
            return Files.readString(resolve(name)).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
