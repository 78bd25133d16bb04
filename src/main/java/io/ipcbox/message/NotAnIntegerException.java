package io.ipcbox.message;

/**
 * A word of a line is not a 64-bit integer. The text quotes the word, escaped and shortened, with its position, and says
 * what separates integers if a comma or a semicolon follows the digits:
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
