package io.ipcbox.process;

import io.ipcbox.ipc.libc.LibcProcess;

/** Ties this process to the parent that started it by {@link SameProgram#child}, so that it never outlives the parent. */
public final class ParentBond {
    /** The process id of the parent; not set in a process that was started otherwise. */
    static final String PROPERTY = "ipcbox.parent-pid";

    private ParentBond() {}

    /** The JVM option that ties a child to this process. */
    static String optionOfChild() {
        return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
    }

    /** True if this program started this process and reads its output. */
    public static boolean isChild() {
        return System.getProperty(PROPERTY) != null;
    }

    /**
     * Has the kernel signal this process when its parent ends, in whatever way, and leaves the terminal's foreground group,
     * so that Ctrl-C reaches only the parent. Does nothing unless this {@link #isChild}. Call it on a thread that lives as
     * long as the JVM: the request belongs to the calling thread.
     *
     * @param orderly true if the process has something to remove: then it gets SIGTERM, else SIGKILL
     */
    public static void tie(boolean orderly) {
        Long parent = Long.getLong(PROPERTY);
        if (parent == null) {
            return;
        }
        LibcProcess.setsid();
        LibcProcess.prctl(LibcProcess.PR_SET_PDEATHSIG, orderly ? LibcProcess.SIGTERM : LibcProcess.SIGKILL);
        // The parent may have died before the request; then this process has another parent by now.
        if (LibcProcess.getppid() != parent) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }
}
