package io.ipcbox.transport;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines that end in LF, whatever pieces it comes in. One thread feeds it.
 */
public final class LineAssembler {
    private static final int FIRST_BUFFER_BYTES = 4096;

    private final SubscriberListener listener;
    private final String source;
    private final int longestLine;
    private byte[] partial = new byte[FIRST_BUFFER_BYTES];
    private int partialLength;

    /**
     * @param source where the bytes come from, for errors
     * @param longestLine in bytes, without its LF
     */
    public LineAssembler(SubscriberListener listener, String source, int longestLine) {
        this.listener = listener;
        this.source = source;
        this.longestLine = longestLine;
    }

    /**
     * Hands on every line that these bytes complete, and keeps the rest.
     *
     * @throws IpcException EMSGSIZE when a line is too long
     */
    public void accept(byte[] bytes, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                completeLine(bytes, start, i - start);
                start = i + 1;
            }
        }
        keep(bytes, start, length - start);
    }

    private void completeLine(byte[] bytes, int start, int length) {
        if (partialLength == 0) {
            listener.message(bytes, start, length);
            return;
        }
        keep(bytes, start, length);
        int whole = partialLength;
        partialLength = 0;
        listener.message(partial, 0, whole);
    }

    private void keep(byte[] bytes, int start, int length) {
        if (length > longestLine - partialLength) {
            throw new IpcException(
                    "receive a line of more than " + longestLine + " bytes from",
                    source,
                    Errno.EMSGSIZE,
                    "raise ipcbox.max-line here too");
        }
        if (partial.length - partialLength < length) {
            long roomy = Math.max(2L * partial.length, (long) partialLength + length);
            partial = Arrays.copyOf(partial, (int) Math.min(roomy, longestLine));
        }
        System.arraycopy(bytes, start, partial, partialLength, length);
        partialLength += length;
    }

    /** Forgets the beginning of a line whose rest will not come. */
    public void reset() {
        partialLength = 0;
    }
}
