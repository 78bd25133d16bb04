package io.ipcbox.ipc;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows the C calls of this library, those that have a form to be shown in, to one listener: the call as it is made, with
 * what it really returned. A process decides once, before its first call; one that does not decide pays nothing, because
 * the handles it gets are the bare ones.
 */
public final class CallTrace {
    private static volatile @Nullable Listener listener;

    private CallTrace() {}

    /**
     * A call as it is made.
     *
     * @param isGiving true if another process may go on as soon as it is made
     */
    public record Call(String function, List<Object> arguments, boolean isGiving) {
        public Call {
            Objects.requireNonNull(function, "function");
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /** Hears of calls, on the thread that makes them; it must make none itself. */
    public interface Listener {
        /** The call is about to be made. */
        void calling(Call call);

        /**
         * The call is back.
         *
         * @param result what C returned
         * @param errno the number in {@code errno}, which means something only after a failure
         * @param text all of it, as strace(1) shows it: {@code write(1, "12", 2) = 2}
         */
        void called(Call call, Object result, int errno, String text);
    }

    /** Has the listener hear of every function that is linked from now on. */
    public static void start(Listener wanted) {
        listener = Objects.requireNonNull(wanted, "wanted");
    }

    /** For the package that links the functions: the listener, once there is one. */
    public static Optional<Listener> listener() {
        return Optional.ofNullable(listener);
    }
}
