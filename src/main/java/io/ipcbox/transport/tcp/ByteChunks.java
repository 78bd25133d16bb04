package io.ipcbox.transport.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.core.serializer.Deserializer;
import org.springframework.integration.ip.tcp.serializer.SoftEndOfStreamException;

/**
 * Takes what has arrived, in pieces of at most 64 KiB, whatever the length of lines. Spring's own line deserializer
 * allocates a buffer of the largest message for every line that it reads.
 */
final class ByteChunks implements Deserializer<byte[]> {
    private static final int CHUNK_BYTES = 64 * 1024;

    @Override
    public byte[] deserialize(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        int count = in.read(chunk);
        if (count < 0) {
            throw new SoftEndOfStreamException("the other end has closed the connection");
        }
        return count == chunk.length ? chunk : Arrays.copyOf(chunk, count);
    }
}
