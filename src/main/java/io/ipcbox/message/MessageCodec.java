package io.ipcbox.message;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages to bytes and back. Any thread may call. */
public final class MessageCodec {
    private MessageCodec() {}

    /** The message as one line of ASCII with its LF. */
    public static byte[] encode(Message message) {
        String line = switch (message) {
            case IntegerLine integers ->
                integers.stream().mapToObj(Long::toString).collect(Collectors.joining(" "));
            case Lagged lagged -> "LAGGED " + lagged.lines();
            case EndOfStream end -> "END";
        };
        return (line + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads one line.
     *
     * @param buffer holds it, without its LF
     * @throws MalformedMessageException if it is not a message
     */
    public static Message decode(byte[] buffer, int offset, int length) {
        String line = new String(buffer, offset, length, StandardCharsets.US_ASCII);
        if (line.equals("END")) {
            return new EndOfStream();
        }
        try {
            return line.startsWith("LAGGED ")
                    ? new Lagged(Long.parseLong(line.substring(7)))
                    : IntegerLine.owning(Stream.of(line.split(" "))
                            .mapToLong(Long::parseLong)
                            .toArray());
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("not a message: \"" + line + "\"");
        }
    }
}
