package io.ipcbox.process;

/** What a process tells its parent: this one, or a child of it. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    /** The command line or the configuration makes no sense. */
    public static final int USED_WRONGLY = 2;
    /** A client that the server runs kept crashing. */
    public static final int GAVE_UP = 3;
    /** Ctrl-C while it waited, as the JVM and every shell have it. */
    public static final int INTERRUPTED = 130;

    /** Asked to end by SIGTERM. */
    public static final int TERMINATED = 143;

    // A JVM, like a shell, reports signal n as 128 + n.
    private static final int BY_SIGNAL = 128;

    private ExitCode() {}

    /** True if a signal ended the process. */
    public static boolean isSignal(int code) {
        return code > BY_SIGNAL;
    }

    /** What became of the process: {@code killed by signal 9}, {@code ended with exit code 1}. */
    public static String describe(int code) {
        return isSignal(code) ? "killed by signal " + (code - BY_SIGNAL) : "ended with exit code " + code;
    }
}
