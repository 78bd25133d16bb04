package io.ipcbox.launch;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.springframework.boot.logging.LoggingSystem;

/**
 * What the user hears of failures: a line on stderr, a stack trace only when asked for, and nothing else from any
 * thread or framework. Any thread may call.
 */
public final class Failures {
    // Held on to, because the log manager forgets a logger, and its level, that nobody else knows.
    private static final Logger ROOT = Logger.getLogger("");

    private final boolean debug;

    private Failures(boolean debug) {
        this.debug = debug;
    }

    /**
     * Keeps all frameworks silent from now on; they say twice and at length what {@link Failure} says in a line, and
     * also what is none. Spring Boot's own start of logging is left out with it, unless a setting asks for logs.
     */
    static void silenceLogs() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.OFF);
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    /** Hears of what no code catches from now on, in any thread. */
    public static Failures install(boolean debug) {
        Failures failures = new Failures(debug);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> failures.uncaught(thrown));
        return failures;
    }

    /** Tells of it and ends the JVM with the exit code for it. */
    public void end(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        tell(failure, thrown);
        System.exit(failure.exitCode());
    }

    private void uncaught(Throwable thrown) {
        // After an error of the JVM itself, such as no memory, nobody knows what still works.
        if (thrown instanceof VirtualMachineError) {
            end(thrown);
        }
        tell(Failure.of(thrown), thrown);
    }

    private void tell(Failure failure, Throwable thrown) {
        // While everything is being closed, what was still in use complains; that is no news.
        if (isShuttingDown()) {
            return;
        }
        failure.print();
        if (debug) {
            thrown.printStackTrace();
        }
    }

    // Only the runtime knows for certain, and this is the one thing it refuses by then.
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
