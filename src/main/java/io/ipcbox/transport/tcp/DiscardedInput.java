package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.core.serializer.Deserializer;
import org.springframework.integration.ip.tcp.serializer.SoftEndOfStreamException;

/** Reads what clients send, which means nothing here, in constant memory, until they close their end. */
final class DiscardedInput implements Deserializer<byte[]> {
    @Override
    public byte[] deserialize(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        throw new SoftEndOfStreamException("the client has closed the connection");
    }
}
