package io.ipcbox.ipc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

    /** What the package that links a function says of its calls. */
    public interface Form {
        String function();

        boolean isGiving(List<Object> arguments);

        String text(List<Object> arguments, Object result, int errno);
    }

    /** Has the listener hear of every function that is linked from now on. */
    public static void start(Listener wanted) {
        listener = Objects.requireNonNull(wanted, "wanted");
    }

    /** True once somebody listens. */
    public static boolean isOn() {
        return listener != null;
    }

    /**
     * For the package that links the functions: the handle to use instead.
     *
     * @param handle takes, as its first argument, where {@code errno} is written to
     */
    public static MethodHandle watched(MethodHandle handle, Form form) {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(form, "form");
        Listener hearing = listener;
        if (hearing == null) {
            return handle;
        }
        int count = handle.type().parameterCount();
        MethodHandle spread = handle.asType(handle.type().changeReturnType(Object.class))
                .asSpreader(Object[].class, count)
                .asType(MethodType.methodType(Object.class, Object[].class));
        return Watched.APPLY
                .bindTo(new Watched(hearing, form, spread))
                .asType(spread.type())
                .asCollector(Object[].class, count)
                .asType(handle.type());
    }

    /** One function, watched. */
    private record Watched(Listener listener, Form form, MethodHandle handle) implements Function<Object[], Object> {
        private static final MethodHandle APPLY = method();

        @Override
        public Object apply(Object[] arguments) {
            List<Object> shown = List.of(Arrays.copyOfRange(arguments, 1, arguments.length));
            Call call = new Call(form.function(), shown, form.isGiving(shown));
            listener.calling(call);
            Object result = invoke(arguments);
            int errno = ((MemorySegment) arguments[0]).get(ValueLayout.JAVA_INT, 0);
            listener.called(call, result, errno, form.text(shown, result, errno));
            return result;
        }

        private Object invoke(Object[] arguments) {
            try {
                return handle.invokeExact(arguments);
            } catch (Throwable t) {
                throw new AssertionError("a C function was called wrongly", t);
            }
        }

        private static MethodHandle method() {
            try {
                return MethodHandles.lookup()
                        .findVirtual(Function.class, "apply", MethodType.methodType(Object.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("a method of the JDK", e);
            }
        }
    }
}
