package io.ipcbox.text;

/** What was typed cannot be understood; the message says why and where to look. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
