package io.ipcbox.command.ipc;

import java.time.Duration;

/** A semaphore of either family; in a System V set it is the first. */
interface Semaphores extends Subject {
    /** Opens what exists. The caller closes it. */
    Semaphore open();

    /** Opens it with the value it has, or creates it with that value. The caller closes it. */
    Semaphore openOrCreate(int value);

    /** Opens what a client uses: a client of a POSIX semaphore may come before its server. The caller closes it. */
    Semaphore openForClient(int value);

    /** An open semaphore. */
    interface Semaphore extends AutoCloseable {
        /**
         * Takes a unit; false when there was none in time.
         *
         * @throws io.ipcbox.ipc.WaitEndedException if the thread is interrupted while it waits
         */
        boolean take(Duration timeout);

        /** Gives a unit. */
        void post();

        int value();

        /** The value in the low half; above it, where the family keeps one, the process that changed it last. */
        long trace();

        @Override
        void close();
    }
}
