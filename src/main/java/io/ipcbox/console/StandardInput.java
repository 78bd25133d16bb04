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

/** This process's own standard input, whose reader can be interrupted, unlike that of {@code System.in}. */
public final class StandardInput {
    private StandardInput() {}

    /** Opens it; the caller need not close it. */
    static InputStream open() {
        return isTakenByJvm()
                ? new ClosedStream()
                : Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }

    /** Why it could not be read: the thread was interrupted, or the kernel's error. */
    public static IpcException failure(IOException thrown) {
        if (thrown instanceof ClosedByInterruptException) {
            // The JDK sets the thread's interrupt status before it throws this.
            return new WaitEndedException("read", "standard input", WaitEndedException.Reason.INTERRUPTED);
        }
        return new IpcException("read", "standard input", thrown);
    }

    /**
     * True if it was closed when this process began ({@code <&-}): its number then went to the first file that the JVM
     * opened for itself, and to read that would be to read machine code.
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
