package io.ipcbox.transport.tcp;

import io.ipcbox.transport.Backlog;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.core.serializer.Serializer;

/** A batch on its way to one client, as the payload of a Spring Integration message. */
record TcpDelivery(Backlog backlog, Backlog.Batch batch) {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Writes a delivery chunk by chunk, so that a long line on a slow connection shows as progress. */
    static final class Writer implements Serializer<TcpDelivery> {
        @Override
        public void serialize(TcpDelivery delivery, OutputStream out) throws IOException {
            byte[] bytes = delivery.batch.bytes();
            for (int done = 0; done < bytes.length; done += CHUNK_BYTES) {
                out.write(bytes, done, Math.min(CHUNK_BYTES, bytes.length - done));
                delivery.backlog.madeProgress();
            }
        }
    }
}
