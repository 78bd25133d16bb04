package io.ipcbox.lab;

/** A program of the lab failed; the message says which process, or which part of the input, and why. */
public final class LabFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LabFailure(String message) {
        super(message);
    }
}
