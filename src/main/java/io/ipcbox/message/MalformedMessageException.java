package io.ipcbox.message;

/**
 * What a server sent is not a message. The text says what was found, escaped and shortened, and what was expected:
 *
 * <pre>
 * not a message (integers, LAGGED n or END): "LAGGED 0"; a gap has at least one line, lines=0
 * </pre>
 */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
