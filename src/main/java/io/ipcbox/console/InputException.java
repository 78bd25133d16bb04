package io.ipcbox.console;

/** Input cannot be used; the message, for the user, says why. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean last;

    private InputException(String reason, boolean last) {
        super(reason);
        this.last = last;
    }

    /** One line cannot be used; others may follow. */
    static InputException ofLine(String reason) {
        return new InputException(reason, false);
    }

    /** The input cannot be read on. */
    static InputException ofEnd(String reason) {
        return new InputException(reason, true);
    }

    /** True if no other line follows. */
    public boolean isLast() {
        return last;
    }
}
