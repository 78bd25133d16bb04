package io.ipcbox.message;

/**
 * A word of a line is not a 64-bit integer. The text names the word, escaped and shortened, and its place; if a comma or
 * a semicolon ends the digits of the word, also what separates integers:
 *
 * <pre>
 * not an integer: "3x" (word 2 of 4)
 * </pre>
 */
public final class NotAnIntegerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotAnIntegerException(String message) {
        super(message);
    }
}
