package io.ipcbox.console;

/** Input cannot be used; the message, for the user, says why. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String reason) {
        super(reason);
    }
}
