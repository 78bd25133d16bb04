package io.ipcbox.transport;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import java.util.List;

/** A publisher to clients at the other ends of byte streams: an implementation only has to find them. */
public interface StreamPublisher extends Publisher {
    StreamClients streams();

    @Override
    default void publish(EncodedLines lines) {
        streams().publish(lines);
    }

    @Override
    default void end(byte[] frame, Deadline deadline) {
        streams().end(frame, deadline);
    }

    @Override
    default int attached() {
        return streams().attached();
    }

    @Override
    default List<ClientStatus> clients() {
        return streams().statuses();
    }
}
