package io.ipcbox.ipc.libc;

import io.ipcbox.ipc.hook.CallTrace;
import io.ipcbox.ipc.hook.ErrnoTexts;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Makes the method handles of this package. Every handle takes {@link LastErrno#capture()} as its first argument. */
final class Linking {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    static {
        ErrnoTexts.set(new LocalTexts());
    }

    private Linking() {}

    /** Links a function whose calls are not explained. */
    static MethodHandle function(String name, CType result, CType... arguments) {
        return link(name, result, arguments, ERRNO);
    }

    static MethodHandle explained(String name, CType result, CType... arguments) {
        return watched(name, arguments, function(name, result, arguments));
    }

    /** @param fixed how many arguments precede the variable ones */
    static MethodHandle variadic(String name, int fixed, CType result, CType... arguments) {
        return link(name, result, arguments, ERRNO, Linker.Option.firstVariadicArg(fixed));
    }

    static MethodHandle explainedVariadic(String name, int fixed, CType result, CType... arguments) {
        return watched(name, arguments, variadic(name, fixed, result, arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, CType result, CType[] arguments, Linker.Option... options) {
        Platform.require();
        MemorySegment address = find(name)
                .orElseThrow(() -> new UnsupportedOperationException("this C library has no function " + name));
        FunctionDescriptor descriptor = FunctionDescriptor.of(result.layout());
        for (CType argument : arguments) {
            descriptor = descriptor.appendArgumentLayouts(argument.layout());
        }
        return LINKER.downcallHandle(address, descriptor, options);
    }

    private static MethodHandle watched(String name, CType[] arguments, MethodHandle handle) {
        Optional<CallTrace.Listener> listener = CallTrace.listener();
        return listener.isPresent()
                ? WatchedFunction.watch(listener.get(), new CallForm(name, List.of(arguments)), handle)
                : handle;
    }

    /** True if this C library has the function. */
    static boolean has(String name) {
        return find(name).isPresent();
    }

    private static Optional<MemorySegment> find(String name) {
        return LIBC.find(name).or(() -> BeforeGlibc234.find(name));
    }

    /**
     * C does not throw, so an exception from a handle is a bug in this package, unless the virtual machine reports an
     * earlier fault of the thread, such as an access to truncated memory.
     */
    static Error mistake(Throwable thrown) {
        return thrown instanceof VirtualMachineError before
                ? before
                : new AssertionError("a C function was called wrongly", thrown);
    }

    /** A class of its own, to link strerror(3) only when it is used and to avoid a lambda at startup. */
    private static final class LocalTexts implements IntFunction<String> {
        @Override
        public String apply(int number) {
            return LibcText.strerror(number);
        }
    }

    /** The libraries of message queues and semaphores before glibc 2.34 moved them into libc itself. */
    private static final class BeforeGlibc234 {
        private static final List<SymbolLookup> LIBRARIES = List.of(library("librt.so.1"), library("libpthread.so.0"));

        static Optional<MemorySegment> find(String name) {
            return LIBRARIES.stream()
                    .flatMap(library -> library.find(name).stream())
                    .findFirst();
        }

        @SuppressWarnings("restricted")
        private static SymbolLookup library(String file) {
            try {
                return SymbolLookup.libraryLookup(file, Arena.global());
            } catch (IllegalArgumentException e) {
                return name -> Optional.empty();
            }
        }
    }
}
