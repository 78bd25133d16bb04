package io.ipcbox.command;

/** A bean that holds the first line up until something is there: clients, for example. Called by the loop's thread. */
@FunctionalInterface
public interface ReadyGate {
    /**
     * Returns when lines may come.
     *
     * @throws InterruptedException if the server is ended instead
     */
    void awaitReady() throws InterruptedException;
}
