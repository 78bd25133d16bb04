package io.ipcbox.lab;

import io.ipcbox.process.ExitCode;
import java.util.concurrent.CompletableFuture;

/**
 * A child that a process of the lab has started. If it fails, so does this process, whatever it is doing: it may be
 * waiting for something that only the child could do. For the thread that started it.
 */
final class ChildProcess {
    private final Process process;
    private volatile boolean unwanted;

    /** @param lastAct what this process does before it fails because of the child */
    ChildProcess(String name, Process process, FrameWriter transcript, Runnable lastAct) {
        this.process = process;
        CompletableFuture<Void> _ = process.onExit().thenAccept(gone -> ended(name, gone, transcript, lastAct));
    }

    private void ended(String name, Process gone, FrameWriter transcript, Runnable lastAct) {
        int exitCode = gone.exitValue();
        transcript.ended(name, exitCode);
        if (exitCode != ExitCode.DONE && !unwanted) {
            transcript.write(Frame.Kind.FAILURE, 0, describe(name, gone.pid(), exitCode));
            lastAct.run();
            // Not exit: the main thread may be in a call that nothing interrupts.
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it ends, like wait(2). */
    void join() {
        process.onExit().join();
    }

    /** Kills it and waits until it has ended. */
    void kill() {
        unwanted = true;
        process.destroyForcibly();
        join();
    }

    /** Says how a process ended that failed. */
    static String describe(String name, long pid, int exitCode) {
        return name + " (pid " + pid + ")" + (ExitCode.isSignal(exitCode) ? " was " : " ")
                + ExitCode.describe(exitCode);
    }
}
