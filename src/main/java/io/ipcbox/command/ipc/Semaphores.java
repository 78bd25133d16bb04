package io.ipcbox.command.ipc;

import io.ipcbox.command.Values;
import java.time.Duration;
import picocli.CommandLine.Option;

/** A semaphore of either family; of a System V set, the first one. */
interface Semaphores extends Subject {
    /** Opens an existing semaphore. The caller closes it. */
    Semaphore open();

    /** Opens an existing semaphore, or creates it with this value. The caller closes it. */
    Semaphore openOrCreate(int value);

    /** Opens the semaphore for a client: a POSIX client may start before its server. The caller closes it. */
    Semaphore openForClient(int value);

    /** An open semaphore. */
    interface Semaphore extends AutoCloseable {
        /**
         * Takes a unit; false if none was available before the timeout.
         *
         * @throws io.ipcbox.ipc.WaitEndedException if the thread is interrupted while it waits
         */
        boolean take(Duration timeout);

        void post();

        int value();

        /** The value in the low half; above it, if the family records it, the last process that changed the value. */
        long trace();

        /** The library's own handle, which errors name. */
        Object handle();

        @Override
        void close();
    }

    /** The value of a new semaphore: {@code -c 2}. */
    final class InitialValue {
        @Option(
                names = {"-c", "--count"},
                paramLabel = "N",
                description = "value of a new semaphore (default: ${DEFAULT-VALUE})")
        private int value = 2;

        int checked() {
            return (int) Values.atLeast(0, "--count", value);
        }
    }
}
