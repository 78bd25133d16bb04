package io.ipcbox.transport.tcp;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.memory.SharedFile;
import io.ipcbox.transport.ChannelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The file {@code tcp-port}, in which a server announces its port to clients of its channel that have no port set. */
final class PortFile {
    private static final String NAME = "tcp-port";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int LARGEST_PORT = 65_535;

    private PortFile() {}

    static void write(ChannelDirectory directory, int port) {
        Path unfinished = directory.resolve("." + NAME);
        SharedFile.unlink(unfinished);
        try {
            Files.createFile(unfinished, OWNER_ONLY);
            Files.writeString(unfinished, port + "\n");
            SharedFile.rename(unfinished, directory.resolve(NAME));
        } catch (IOException e) {
            if (!writeInPlace(directory.resolve(NAME), port)) {
                throw new IpcException("write", "file \"" + directory.resolve(NAME) + "\"", e);
            }
        } finally {
            SharedFile.unlink(unfinished);
        }
    }

    /** Where the file system is full, reuses the space of a killed server's file; only the first line counts. */
    private static boolean writeInPlace(Path file, int port) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.writeString(file, port + "\n", StandardOpenOption.WRITE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void remove(ChannelDirectory directory) {
        SharedFile.unlink(directory.resolve(NAME));
    }

    /**
     * The port that the channel's server last announced; 0 if there is none.
     *
     * @throws io.ipcbox.ipc.IpcException EPERM if the channel's directory cannot be trusted
     */
    static int read(ChannelDirectory directory) {
        return parse(directory.readLine(NAME));
    }

    static int parse(@Nullable String line) {
        if (line == null || !line.matches("\\d{1,5}")) {
            return 0;
        }
        int port = Integer.parseInt(line);
        return port <= LARGEST_PORT ? port : 0;
    }
}
