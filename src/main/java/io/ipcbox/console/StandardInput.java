package io.ipcbox.console;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input of this process; unlike {@code System.in}, its reader can be interrupted. */
public final class StandardInput {
    private StandardInput() {}

    /** The caller need not close it. */
    static InputStream open() {
        return isTakenByJvm()
                ? new ClosedStream()
                : Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }

    /** The reason why reading failed: the thread was interrupted, or the kernel reported an error. */
    public static IpcException failure(IOException thrown) {
        if (thrown instanceof ClosedByInterruptException) {
            // The JDK sets the thread's interrupt status before it throws this.
            return new WaitEndedException("read", "standard input", WaitEndedException.Reason.INTERRUPTED);
        }
        return new IpcException("read", "standard input", thrown);
    }

    /**
     * True if it was closed when this process started ({@code <&-}): the first file that the JVM opened for itself then got
     * its number, and reading it would return machine code.
     */
    private static boolean isTakenByJvm() {
        try {
            Path home = Path.of(System.getProperty("java.home")).toRealPath();
            return Files.readSymbolicLink(Path.of("/proc/self/fd/0")).startsWith(home);
        } catch (IOException e) {
            return false;
        }
    }

    private static final class ClosedStream extends FilterInputStream {
        ClosedStream() {
            super(nullInputStream());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("it is closed");
        }
    }
}
