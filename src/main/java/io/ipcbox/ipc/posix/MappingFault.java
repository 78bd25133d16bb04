package io.ipcbox.ipc.posix;

import io.ipcbox.ipc.libc.LibcProcess;

/**
 * The {@link InternalError} of an access to mapped memory whose page is gone, because somebody made the file shorter.
 * Compiled code goes on behind such an access, with bytes that mean nothing, and throws only when it next calls or
 * returns: behind the {@code catch} that was meant for it, when everything was compiled into one piece.
 */
public final class MappingFault {
    private MappingFault() {}

    /**
     * Throws the error that an access of this thread has left, if there is one. Called last in a {@code try}, it makes
     * sure that the error is thrown in there, before anybody uses what was read.
     */
    public static void throwIfPending() {
        // Any call of C: the thread is asked for what it has pending when it comes back from there.
        LibcProcess.geteuid();
    }
}
