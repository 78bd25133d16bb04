package io.ipcbox.settings;

import java.util.List;

/** The settings cannot be used. Thrown before anything is made. */
public final class BadConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf makes a serializable one
    private final List<String> errors;

    public BadConfigurationException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /** Every error, a sentence each. */
    public List<String> errors() {
        return errors;
    }
}
