package io.ipcbox.text;

/** Input from the user is not valid; the message says why and where to find help. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
