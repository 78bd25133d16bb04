package io.ipcbox.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assembles messages from a stream of bytes, in pieces of any size. A long line is parsed as it arrives: its text, which
 * may take hundreds of megabytes, is never held as a whole. For one thread.
 */
public final class MessageAssembler {
    private static final int PIECE_BYTES = 64 * 1024;

    private final Consumer<Message> messages;
    private final long longestLine;
    // The beginning of an incomplete line: integers that are parsed, and text that is not.
    private final List<IntegerLine> parsed = new ArrayList<>();
    private final byte[] text;
    private int textLength;
    private long lineLength;

    /**
     * @param messages receives each message as soon as its line is complete
     * @param longestLine in bytes, without its LF
     */
    public MessageAssembler(Consumer<Message> messages, long longestLine) {
        this(messages, longestLine, PIECE_BYTES);
    }

    /** @param pieceBytes how much text is held; a line as long as that or longer is parsed piece by piece */
    MessageAssembler(Consumer<Message> messages, long longestLine, int pieceBytes) {
        this.messages = messages;
        this.longestLine = longestLine;
        this.text = new byte[pieceBytes];
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @throws MalformedMessageException if a line is not a message or too long
     */
    public void accept(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                complete(bytes, start, at - start);
                start = at + 1;
            }
        }
        keep(bytes, start, offset + length - start);
    }

    /** Drops the beginning of a line whose rest will not arrive. */
    public void reset() {
        parsed.clear();
        textLength = 0;
        lineLength = 0;
    }

    private void complete(byte[] bytes, int start, int length) {
        // A longer line is never decoded as a whole, even if it arrives whole: it must mean the same as in pieces.
        if (lineLength == 0 && length < text.length) {
            checkLength(length);
            messages.accept(MessageCodec.decode(bytes, start, length));
            return;
        }
        keep(bytes, start, length);
        Message message;
        if (parsed.isEmpty()) {
            message = MessageCodec.decode(text, 0, textLength);
        } else {
            parse(textLength);
            message = IntegerLine.joining(parsed);
        }
        reset();
        messages.accept(message);
    }

    private void checkLength(long length) {
        if (length > longestLine) {
            throw new MalformedMessageException(
                    "a line is longer than " + longestLine + " bytes; raise ipcbox.max-line here too");
        }
    }

    private void keep(byte[] bytes, int start, int length) {
        lineLength += length;
        checkLength(lineLength);
        int done = 0;
        while (done < length) {
            int piece = Math.min(length - done, text.length - textLength);
            System.arraycopy(bytes, start + done, text, textLength, piece);
            textLength += piece;
            done += piece;
            if (textLength == text.length) {
                parse(lastBlank());
            }
        }
    }

    /** The beginning of the last word, which may be incomplete. */
    private int lastBlank() {
        for (int at = textLength - 1; at > 0; at--) {
            if (LineParser.isBlank(text[at])) {
                return at;
            }
        }
        throw new MalformedMessageException("a word is longer than " + text.length + " bytes");
    }

    /** Parses that much of the text. */
    private void parse(int length) {
        if (LineParser.skipBlanks(text, 0, length) < length) {
            if (MessageCodec.decode(text, 0, length) instanceof IntegerLine line) {
                parsed.add(line);
            } else {
                throw new MalformedMessageException("a control word inside a line");
            }
        }
        textLength -= length;
        System.arraycopy(text, length, text, 0, textLength);
    }
}
