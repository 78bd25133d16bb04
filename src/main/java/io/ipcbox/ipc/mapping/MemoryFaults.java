package io.ipcbox.ipc.mapping;

/**
 * Reports a fault in mapped memory where it happens. If a process truncates a mapped file, the JVM survives a load or
 * store in the lost pages. But compiled code continues with whatever the register held, and the thread gets its {@link
 * InternalError} only at its next safepoint poll: often outside the {@code try} that was to catch it, and after garbage
 * was taken for data. So code that has loaded something from such memory calls {@link #surface} before it uses the
 * value. Any thread may call, for its own accesses.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/mmap.2.html">mmap(2), SIGBUS</a>
 */
public final class MemoryFaults {
    // Not final: if the compiler knew the stride, it would remove the poll from the loop.
    @SuppressWarnings("NonFinalStaticField")
    private static int stride = 1;

    private MemoryFaults() {}

    /**
     * Returns if all memory accesses of this thread have succeeded so far; takes about a nanosecond.
     *
     * @throws InternalError if one has failed
     */
    @SuppressWarnings("EmptyBlock")
    public static void surface() {
        // A single iteration, for the poll at its end.
        for (int i = 1; i > 0; i -= stride) {}
    }

    /** Like {@link #surface}, but swallows the error; for cleanup paths. */
    public static void forget() {
        try {
            surface();
        } catch (InternalError e) {
            // The fault has already been reported, or no longer matters.
        }
    }
}
