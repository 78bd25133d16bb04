package io.ipcbox.server;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several steps that must all be done, even if one of them fails. */
final class Closing {
    private Closing() {}

    /** Runs all the steps; see {@link #all(List, Consumer)}. */
    static void all(List<Runnable> steps) {
        all(steps, Runnable::run);
    }

    /**
     * Does something to all the objects.
     *
     * @throws RuntimeException the first that was thrown, with the later ones suppressed
     * @throws Error the same, if one was thrown
     */
    static <T> void all(List<T> objects, Consumer<T> step) {
        Throwable failure = null;
        for (T object : objects) {
            try {
                step.accept(object);
            } catch (RuntimeException | Error e) {
                failure = join(failure, e);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static Throwable join(@Nullable Throwable first, Throwable next) {
        // The JVM may throw one and the same error twice when memory runs out.
        if (first == null || Objects.equals(first, next)) {
            return next;
        }
        boolean isWorse = next instanceof Error && !(first instanceof Error);
        Throwable joined = isWorse ? next : first;
        joined.addSuppressed(isWorse ? first : next);
        return joined;
    }
}
