package io.ipcbox.message;

/** A word of a line is not a 64-bit integer; the text names the word and its place. */
public final class NotAnIntegerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnIntegerException(String message) {
        super(message);
    }
}
