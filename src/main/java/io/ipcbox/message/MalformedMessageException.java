package io.ipcbox.message;

/**
 * A server sent something that is not a message. The text quotes it, escaped and shortened, and says what was expected:
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
