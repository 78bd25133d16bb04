package io.ipcbox.ipc.hook;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows one listener the explained C calls of this library: each call as it is made, with its real result. A process
 * starts the trace before its first call. Without a trace there is no cost: functions are linked to bare handles.
 */
public final class CallTrace {
    private static volatile @Nullable Listener listener;

    private CallTrace() {}

    /**
     * A call.
     *
     * @param isGiving true if the call may release another process
     */
    public record Call(String function, List<Object> arguments, boolean isGiving) {
        public Call {
            Objects.requireNonNull(function, "function");
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /** Is notified of calls, on the thread that makes them. It must not make any itself. */
    public interface Listener {
        /** The call is about to be made. */
        void calling(Call call);

        /**
         * The call has returned.
         *
         * @param result what C returned
         * @param errno the value of {@code errno}, meaningful only after a failure
         * @param text the whole call, as strace(1) shows it: {@code write(1, "12", 2) = 2}
         */
        void called(Call call, Object result, int errno, String text);
    }

    /** Notifies the listener of the calls of every function that is linked from now on. */
    public static void start(Listener wanted) {
        listener = Objects.requireNonNull(wanted, "wanted");
    }

    /** The listener, if {@link #start} was called; for the package that links the functions. */
    public static Optional<Listener> listener() {
        return Optional.ofNullable(listener);
    }
}
