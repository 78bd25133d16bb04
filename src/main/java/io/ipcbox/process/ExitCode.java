package io.ipcbox.process;

/** The exit codes of this program and of its children. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    /** The command line or the configuration is not valid. */
    public static final int USED_WRONGLY = 2;
    /** A client that the server runs kept crashing. */
    public static final int GAVE_UP = 3;
    /** Ctrl-C: SIGINT, as the JVM and every shell report it. */
    public static final int INTERRUPTED = 130;
    /** SIGTERM. */
    public static final int TERMINATED = 143;

    // A JVM, like a shell, reports signal n as 128 + n.
    private static final int BY_SIGNAL = 128;

    private ExitCode() {}

    /** True if a signal ended the process. */
    public static boolean isSignal(int code) {
        return code > BY_SIGNAL;
    }

    /** {@code killed by signal 9}, {@code ended with exit code 1}. */
    public static String describe(int code) {
        return isSignal(code) ? "killed by signal " + (code - BY_SIGNAL) : "ended with exit code " + code;
    }
}
