package io.ipcbox.support;

import io.ipcbox.ipc.waiting.KernelSleep;

/** The two kinds of threads that may wait. */
public enum ThreadKind {
    PLATFORM,
    VIRTUAL;

    /**
     * Starts it and returns when it sleeps in the kernel.
     *
     * @param inside the class of the C call in which a platform thread sleeps; a virtual one has it made by another
     */
    public Thread startAndBlock(Class<?> inside, Runnable task) {
        return startAndAwait(this == VIRTUAL ? KernelSleep.class : inside, task);
    }

    /** Starts it and returns when it is inside a class, where it parks between two looks at something. */
    public Thread startAndAwait(Class<?> inside, Runnable task) {
        Thread thread = this == VIRTUAL
                ? Thread.ofVirtual().start(task)
                : Thread.ofPlatform().daemon().start(task);
        Blocked.inside(thread, inside);
        return thread;
    }
}
