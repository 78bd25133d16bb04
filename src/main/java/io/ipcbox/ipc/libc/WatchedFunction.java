package io.ipcbox.ipc.libc;

import io.ipcbox.ipc.hook.CallTrace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;

/** A C function whose calls are shown to a listener. Any thread may call. */
record WatchedFunction(CallTrace.Listener listener, CallForm form, MethodHandle handle) {
    private static final MethodType TYPE = MethodType.methodType(Object.class, Object[].class);

    /**
     * Returns the handle to use in place of another.
     *
     * @param handle its first argument is the memory that receives {@code errno}
     */
    static MethodHandle watch(CallTrace.Listener listener, CallForm form, MethodHandle handle) {
        int count = handle.type().parameterCount();
        MethodHandle spread = handle.asType(handle.type().changeReturnType(Object.class))
                .asSpreader(Object[].class, count)
                .asType(TYPE);
        return call().bindTo(new WatchedFunction(listener, form, spread))
                .asCollector(Object[].class, count)
                .asType(handle.type());
    }

    private static MethodHandle call() {
        try {
            return MethodHandles.lookup().findVirtual(WatchedFunction.class, "call", TYPE);
        } catch (ReflectiveOperationException e) {
            throw Linking.mistake(e);
        }
    }

    Object call(Object[] arguments) throws Throwable {
        List<Object> shown = List.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        CallTrace.Call call = new CallTrace.Call(form.function(), shown, form.isGiving(shown));
        listener.calling(call);
        Object result = handle.invokeExact(arguments);
        int errno = ((MemorySegment) arguments[0]).get(ValueLayout.JAVA_INT, 0);
        listener.called(call, result, errno, form.text(shown, result, errno));
        return result;
    }
}
