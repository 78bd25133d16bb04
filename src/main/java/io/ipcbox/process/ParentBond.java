package io.ipcbox.process;

import io.ipcbox.ipc.libc.LibcProcess;

/** Ties this process to the one that started it by {@link SameProgram#child}, so that it never outlives it. */
public final class ParentBond {
    /** The process id of the parent; absent in a process that was started otherwise. */
    static final String PROPERTY = "ipcbox.parent-pid";

    private ParentBond() {}

    /** What ties a child of this process. */
    static String optionOfChild() {
        return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
    }

    /** True in a process that this program has started, and whose output it reads. */
    public static boolean isChild() {
        return System.getProperty(PROPERTY) != null;
    }

    /**
     * Asks the kernel to signal this process when its parent is gone, however that ends, and leaves the terminal's
     * foreground group, so that Ctrl-C there reaches the parent alone. Does nothing unless this {@link #isChild}.
     *
     * <p>Call it on a thread that lives as long as the JVM: the kernel keeps the wish with the thread that made it.
     *
     * @param inGoodOrder whether it has something to remove: then it is asked to end (SIGTERM), else killed
     */
    public static void tie(boolean inGoodOrder) {
        Long parent = Long.getLong(PROPERTY);
        if (parent == null) {
            return;
        }
        LibcProcess.setsid();
        LibcProcess.prctl(LibcProcess.PR_SET_PDEATHSIG, inGoodOrder ? LibcProcess.SIGTERM : LibcProcess.SIGKILL);
        // It may have died before the kernel knew of the wish; then this process has another parent by now.
        if (LibcProcess.getppid() != parent) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }
}
