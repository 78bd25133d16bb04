package io.ipcbox.process;

import io.ipcbox.ipc.libc.LibcProcess;

/** Ties this process to the one that started it, so that it never outlives it. */
public final class ParentBond {
    /** Tells a child the process id of its parent; absent in a process that somebody else started. */
    public static final String PROPERTY = SameProgram.PARENT_PROPERTY;

    private ParentBond() {}

    /**
     * Asks the kernel to signal this process when its parent is gone, however that ends, and leaves the terminal's
     * foreground group, so that Ctrl-C there reaches the parent alone. Does nothing without {@link #PROPERTY}.
     *
     * <p>Call it on a thread that lives as long as the JVM: the kernel keeps the wish with the thread that made it.
     *
     * @param signal that ends it: SIGTERM if it has something to remove, else SIGKILL
     */
    public static void tie(int signal) {
        Long parent = Long.getLong(PROPERTY);
        if (parent == null) {
            return;
        }
        LibcProcess.setsid();
        LibcProcess.prctl(LibcProcess.PR_SET_PDEATHSIG, signal);
        // It may have died before the kernel knew of the wish; then somebody else is the parent by now.
        if (LibcProcess.getppid() != parent) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }
}
