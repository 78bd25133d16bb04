package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.libc.LibcMembarrier;
import io.ipcbox.ipc.libc.Platform;
import java.lang.invoke.VarHandle;

/**
 * Two fences that keep a store before a later load where both sides do so: A stores x and loads y, B stores y and loads
 * x, and at least one sees the other's store (Dekker's pattern). The side that is passed millions of times a second has
 * the {@link #light} one, which costs nothing; the rare side has the {@link #heavy} one, a system call that makes every
 * processor pass a barrier that runs a process with light fences. Any thread may call.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/membarrier.2.html">membarrier(2)</a>
 */
public final class AsymmetricFence {
    // Where the kernel does not take part, both sides need a real fence.
    private static final boolean KERNEL_TAKES_PART = register();

    private AsymmetricFence() {}

    private static boolean register() {
        Platform.require();
        return LibcMembarrier.membarrier(LibcMembarrier.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED) == 0;
    }

    /** For the frequent side: no store before it and no load after it change places, as a heavy fence sees it. */
    public static void light() {
        if (KERNEL_TAKES_PART) {
            // Each is a barrier to the compiler, and no instruction on x86. The processor is the heavy side's business.
            VarHandle.acquireFence();
            VarHandle.releaseFence();
        } else {
            VarHandle.fullFence();
        }
    }

    /**
     * For the rare side: a full fence here and on every thread of this machine that uses light ones.
     *
     * @return false when the kernel refused: then only processes that it refuses too, whose light fences are full ones,
     *     have passed a fence
     */
    public static boolean heavy() {
        VarHandle.fullFence();
        return LibcMembarrier.membarrier(LibcMembarrier.MEMBARRIER_CMD_GLOBAL_EXPEDITED) == 0;
    }

    /**
     * As {@link #heavy}, when threads of other processes do not matter.
     *
     * @return false when the kernel refused, and threads of this process may not have passed a fence; it may take part
     *     at the next call
     */
    public static boolean heavyHere() {
        return heavy() || !KERNEL_TAKES_PART;
    }
}
