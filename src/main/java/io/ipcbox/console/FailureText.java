package io.ipcbox.console;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of an exception a user is told. */
public final class FailureText {
    /** A chain of causes may be a ring. */
    private static final int MOST_CAUSES = 50;

    private FailureText() {}

    /** One of our own errors if there is one in the chain, else the innermost message. */
    public static String of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        Throwable told = Stream.of(UsageException.class, IpcException.class)
                .flatMap(type -> causes.stream().filter(type::isInstance))
                .findFirst()
                // What frameworks wrap around it tells of channels and beans.
                .orElseGet(() -> causes.reversed().stream()
                        .filter(cause -> cause.getMessage() != null)
                        .findFirst()
                        .orElse(causes.getLast()));
        @Nullable String message = told.getMessage();
        return message == null ? told.getClass().getSimpleName() : message;
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.<@Nullable Throwable>iterate(thrown, it -> it == null ? null : it.getCause())
                .limit(MOST_CAUSES)
                .takeWhile(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
