package io.ipcbox.message;

/** What a server sent is not a message; the text says what was found, escaped and shortened. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
