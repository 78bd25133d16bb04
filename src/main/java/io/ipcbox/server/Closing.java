package io.ipcbox.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does all of several things that must be done, even if one of them fails. */
final class Closing {
    private Closing() {}

    /** Throws what the first failing one threw, with what the others threw attached, after the last was done. */
    static void all(List<Runnable> actions) {
        RuntimeException failure = null;
        for (Runnable action : actions) {
            failure = join(failure, run(action));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException run(Runnable action) {
        try {
            action.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** The first failure, which has the later ones attached. */
    static <T extends Throwable> @Nullable T join(@Nullable T first, @Nullable T next) {
        if (first == null) {
            return next;
        }
        if (next != null) {
            first.addSuppressed(next);
        }
        return first;
    }
}
