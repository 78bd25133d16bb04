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
    default List<Object> receiveOptions() {
        return List.of();
    }

    /** Opens the queue; a new one is for this user only and has the system's default limits. The caller closes it. */
    Queue open(CreationMode mode);

    /** An open queue. An interrupt ends a wait with {@link io.ipcbox.ipc.WaitEndedException}. */
    interface Queue extends AutoCloseable {
        /** Sends a message as the options say; false if the queue stayed full until the timeout. */
        boolean send(byte[] message, Duration timeout);

        /** Takes a message that the options select; empty if none came before the timeout. */
        Optional<byte[]> receive(Duration timeout);

        /** The largest size of a message; {@link Long#MAX_VALUE} if unknown. */
        long longestMessageBytes();

        /** The library's own handle, which errors name. */
        Object handle();

        @Override
        void close();
    }
}
