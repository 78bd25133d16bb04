package io.ipcbox.command;

/**
 * A bean that has work to do between the last line and the end, such as draining. Called by the loop's thread, not
 * interrupted, also after a failure; but not when the JVM is shut down from outside.
 */
@FunctionalInterface
public interface AfterLastLine {
    void afterLastLine();
}
