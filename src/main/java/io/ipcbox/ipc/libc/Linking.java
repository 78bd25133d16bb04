package io.ipcbox.ipc.libc;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Makes the method handles of this package. Every handle takes {@link LastErrno#capture()} as its first argument. */
final class Linking {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();

    private Linking() {}

    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return link(name, descriptor, List.of(Linker.Option.captureCallState("errno")));
    }

    /** @param fixed how many arguments come before the variable ones */
    static MethodHandle variadic(String name, int fixed, FunctionDescriptor descriptor) {
        List<Linker.Option> options = new ArrayList<>();
        options.add(Linker.Option.captureCallState("errno"));
        options.add(Linker.Option.firstVariadicArg(fixed));
        return link(name, descriptor, options);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor, List<Linker.Option> options) {
        Platform.require();
        MemorySegment address = LIBC.find(name)
                .orElseThrow(() -> new UnsupportedOperationException("this C library has no function " + name));
        return LINKER.downcallHandle(address, descriptor, options.toArray(Linker.Option[]::new));
    }

    /** C does not throw, so whatever a handle throws is a mistake in this package. */
    static AssertionError mistake(Throwable thrown) {
        return new AssertionError("a C function was called wrongly", thrown);
    }
}
