package io.ipcbox.process;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The error message for an exception: at the prompt, of a one-shot command, and when the process ends. */
public final class FailureText {
    /** A chain of causes may be circular. */
    private static final int MOST_CAUSES = 50;

    private static final int LONGEST_LINE = 4000;

    private FailureText() {}

    /** The message of our own exception, if the chain has one, else the innermost message. */
    public static String of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return Stream.of(UsageException.class, IpcException.class)
                .flatMap(type -> causes.stream().filter(type::isInstance))
                .findFirst()
                .map(FailureText::own)
                // The exceptions that frameworks wrap around it speak of channels and beans.
                .orElseGet(() -> foreign(causes.reversed().stream()
                        .filter(cause -> cause.getMessage() != null)
                        .findFirst()
                        .orElse(causes.getLast())));
    }

    /** The exception, its cause, and so on. */
    public static List<Throwable> causes(Throwable thrown) {
        return Stream.<@Nullable Throwable>iterate(thrown, it -> it == null ? null : it.getCause())
                .limit(MOST_CAUSES)
                .takeWhile(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Usage may take several lines; a failure takes one, whatever the name of the object. */
    private static String own(Throwable told) {
        String message = String.valueOf(told.getMessage());
        return told instanceof UsageException ? message : Printable.escape(message, LONGEST_LINE);
    }

    private static String foreign(Throwable told) {
        @Nullable String message = told.getMessage();
        String type = told.getClass().getSimpleName();
        if (message == null) {
            return type;
        }
        // "Too many open files" is enough, "/run/x" alone is not.
        return oneLine(message.contains(" ") ? message : type + ": " + message);
    }

    /** A foreign message as one printable line. */
    public static String oneLine(String message) {
        return Printable.escape(message.replaceAll("\\s*\\R\\s*", " "), LONGEST_LINE);
    }
}
