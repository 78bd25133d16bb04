package io.ipcbox.command.ipc;

import io.ipcbox.ipc.CreationMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A message queue of either family. */
interface Queues extends Subject {
    /** The options that only {@code send} takes. */
    List<Object> sendOptions();

    /** The options that only {@code receive} takes. */
    List<Object> receiveOptions();

    /** Opens it, with this user's permissions and the system's sizes if it is new. The caller closes it. */
    Queue open(CreationMode mode);

    /** An open queue. */
    interface Queue extends AutoCloseable {
        /**
         * Sends a message with what the options say; false when there was no room in time.
         *
         * @throws io.ipcbox.ipc.WaitEndedException if the thread is interrupted while it waits
         */
        boolean send(byte[] message, Duration timeout);

        /**
         * Takes the message the options say; empty when none came in time.
         *
         * @throws io.ipcbox.ipc.WaitEndedException if the thread is interrupted while it waits
         */
        Optional<byte[]> receive(Duration timeout);

        /** How long a message may be; more than there can be if that is unknown. */
        long longestMessageBytes();

        @Override
        void close();
    }
}
