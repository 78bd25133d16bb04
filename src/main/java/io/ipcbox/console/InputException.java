package io.ipcbox.console;

/** The input is not usable; the message, for the user, says why. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String reason) {
        super(reason);
    }
}
