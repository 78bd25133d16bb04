package io.ipcbox.configuration;

import java.util.List;

/** The settings cannot be used; the message has one line for each error there is. Nothing has been made yet. */
public final class BadConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadConfigurationException(List<String> errors) {
        super(String.join("\n", errors));
    }
}
