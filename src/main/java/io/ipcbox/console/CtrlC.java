package io.ipcbox.console;

/** What Ctrl-C does while a command runs that has no end of its own. */
@FunctionalInterface
public interface CtrlC {
    /**
     * Does the work on this thread; where lines are typed at a prompt, Ctrl-C meanwhile interrupts it, instead of ending
     * the program. Afterwards the thread is not interrupted.
     */
    void interrupts(Runnable work);
}
