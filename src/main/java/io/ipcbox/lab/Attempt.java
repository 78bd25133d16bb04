package io.ipcbox.lab;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.hook.CallTrace.Call;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;

/**
 * What a C call tries to get. The library makes several calls for one wait: it looks first, then sleeps in short slices,
 * because an interrupt cannot end a sleep in the kernel. All of them are the same attempt.
 *
 * @param function its name, or that of a family of functions that do the same
 * @param object what its first argument names, and the change it waits for
 */
record Attempt(String function, String object) {
    private static final Set<String> SEMAPHORE_WAITS = Set.of("sem_trywait", "sem_clockwait", "sem_timedwait");
    private static final Set<Errno> NOT_YET = Set.of(Errno.EAGAIN, Errno.ETIMEDOUT, Errno.EINTR);
    private static final String POLL = "poll";

    static Attempt of(Call call) {
        String function = call.function();
        List<Object> arguments = call.arguments();
        String object = arguments.getFirst() instanceof MemorySegment address
                ? Long.toHexString(address.address())
                : arguments.getFirst().toString();
        if (SEMAPHORE_WAITS.contains(function)) {
            return new Attempt("sem_wait", object);
        }
        return new Attempt(function, function.equals("semtimedop") ? object + change(arguments.get(1)) : object);
    }

    /** The first operation on a set, without its flags, which differ between look and sleep. */
    private static String change(Object operations) {
        MemorySegment first = (MemorySegment) operations;
        return " %d %+d"
                .formatted(
                        first.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0), first.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2));
    }

    /** True if the call returned without an outcome: the object was not ready, or a signal came. */
    boolean isOpen(Object result, int errno) {
        if (!(result instanceof Number number)) {
            return false;
        }
        return (function.equals(POLL) && number.longValue() == 0)
                || (number.longValue() == -1 && NOT_YET.contains(Errno.of(errno)));
    }

    /** True if a call with the next attempt continues this one: it tries again, or sleeps before that. */
    boolean goesOnIn(Attempt next) {
        return next.equals(this) || (next.function.equals(POLL) && !function.equals(POLL));
    }
}
