package io.ipcbox.lab;

/** A program of the lab could not come to its end; the message says which process failed, and why. */
public final class LabFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LabFailure(String message) {
        super(message);
    }
}
