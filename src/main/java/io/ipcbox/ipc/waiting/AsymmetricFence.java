package io.ipcbox.ipc.waiting;

import io.ipcbox.ipc.libc.LibcMembarrier;
import io.ipcbox.ipc.libc.Platform;
import java.lang.invoke.VarHandle;

/**
 * A pair of fences for Dekker's pattern: A stores x and loads y, B stores y and loads x, and at least one of them sees
 * the other's store. The frequent side, passed millions of times a second, uses the {@link #light} fence, which is
 * free; the rare side uses the {@link #heavy} fence, a system call that forces a barrier on every processor that runs a
 * process with light fences. Any thread may call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/membarrier.2.html">membarrier(2)</a>
 */
public final class AsymmetricFence {
    // Without support in the kernel, both sides need a real fence.
    private static final boolean KERNEL_TAKES_PART = register();

    private AsymmetricFence() {}

    private static boolean register() {
        Platform.require();
        return LibcMembarrier.membarrier(LibcMembarrier.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED) == 0;
    }

    /** For the frequent side: with regard to a heavy fence, no earlier store is reordered with a later load. */
    public static void light() {
        if (KERNEL_TAKES_PART) {
            // Compiler barriers, without an instruction on x86. The heavy side takes care of the processor.
            VarHandle.acquireFence();
            VarHandle.releaseFence();
        } else {
            VarHandle.fullFence();
        }
    }

    /**
     * For the rare side: a full fence here and on every thread of this machine that uses light fences.
     *
     * @return false if the kernel refused: then only processes that it also refuses are fenced, because their light
     *     fences are full ones
     */
    public static boolean heavy() {
        VarHandle.fullFence();
        return LibcMembarrier.membarrier(LibcMembarrier.MEMBARRIER_CMD_GLOBAL_EXPEDITED) == 0;
    }

    /**
     * As {@link #heavy}, if threads of other processes do not matter.
     *
     * @return false if the kernel refused and threads of this process may not be fenced; the next call may succeed
     */
    public static boolean heavyHere() {
        return heavy() || !KERNEL_TAKES_PART;
    }
}
