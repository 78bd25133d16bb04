package io.ipcbox.ipc.memory;

/**
 * Has a fault in mapped memory known where it happens. When the kernel takes a page away under a mapping, because
 * somebody truncated the file, the JVM survives a load or store there. But compiled code goes on with whatever the
 * register held, and the thread gets its {@link InternalError} only when it next passes a safepoint poll: often outside
 * the {@code try} that was to catch it, and after garbage was taken for data. So who has loaded something from such
 * memory, and is about to believe it, surfaces first. Any thread may call, for itself.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/mmap.2.html">mmap(2), SIGBUS</a>
 */
public final class MemoryFaults {
    // Not final: of a loop whose stride the compiler knows it drops the poll.
    @SuppressWarnings("NonFinalStaticField")
    private static int stride = 1;

    private MemoryFaults() {}

    /**
     * Returns if all accesses of this thread to memory were good so far; costs about a nanosecond.
     *
     * @throws InternalError if one was not
     */
    @SuppressWarnings("EmptyBlock")
    public static void surface() {
        // It goes round once, for the poll at the loop's end.
        for (int i = 1; i > 0; i -= stride) {}
    }

    /** As above, for who is leaving and can do nothing about it any more: without the error. */
    public static void forget() {
        try {
            surface();
        } catch (InternalError e) {
            // What it is about was said already, or nobody is left whom it could matter to.
        }
    }
}
