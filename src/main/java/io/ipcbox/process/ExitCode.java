package io.ipcbox.process;

/** What the process tells its parent. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    /** The command line or the configuration makes no sense. */
    public static final int USED_WRONGLY = 2;
    /** A client that the server runs kept crashing. */
    public static final int GAVE_UP = 3;
    /** Ctrl-C while it waited, as the JVM and every shell have it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
