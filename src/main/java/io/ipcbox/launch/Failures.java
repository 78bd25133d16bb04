package io.ipcbox.launch;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Reports fatal errors: a line on stderr, a stack trace only with {@code --debug}, and no other output from any thread or
 * framework. Any thread may call.
 */
public final class Failures {
    // A strong reference: the log manager forgets a logger, and its level, if nothing else refers to it.
    private static final Logger ROOT = Logger.getLogger("");

    private final boolean debug;

    private Failures(boolean debug) {
        this.debug = debug;
    }

    /** Silences all frameworks, which report at length what {@link Failure} says in a line, and harmless events too. */
    static void silenceLogs() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.OFF);
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    /** Reports what no code catches from now on, in any thread. */
    public static Failures install(boolean debug) {
        Failures failures = new Failures(debug);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> failures.uncaught(thrown));
        return failures;
    }

    /** Reports the error and ends the JVM with its exit code. */
    public void end(Throwable thrown) {
        System.exit(report(thrown));
    }

    private void uncaught(Throwable thrown) {
        int exitCode = report(thrown);
        // After an error of the JVM itself, such as no memory, the state of the program is unknown.
        if (thrown instanceof VirtualMachineError) {
            System.exit(exitCode);
        }
    }

    private int report(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        // During shutdown, parts that are closed while in use fail; that is expected.
        if (!isShuttingDown()) {
            failure.print();
            if (debug) {
                thrown.printStackTrace();
            }
        }
        return failure.exitCode();
    }

    // The runtime offers no query, but refuses a new hook once the shutdown has begun.
    private static boolean isShuttingDown() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
