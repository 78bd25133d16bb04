package io.ipcbox.ipc.waiting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Runs a C call that sleeps: on the calling thread, but for a virtual thread on a platform thread, because a virtual
 * thread in a C call keeps its carrier, of which there are only as many as processors. Any thread may call.
 *
 * <p>Not for users of the library: public because other packages of it stand on it.
 */
public final class KernelSleep {
    private static final ExecutorService PLATFORM_THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("ipcbox-kernel-sleep-", 0).factory());

    private KernelSleep() {}

    /**
     * Runs it and returns what it returns. An interrupt does not end it, that is its own business, and the interrupt
     * status is set afterwards. {@code errno} belongs to the thread that made the call: look at it inside.
     */
    public static <T> T run(Supplier<T> call) {
        if (!Thread.currentThread().isVirtual()) {
            return call.get();
        }
        try {
            return CompletableFuture.supplyAsync(call, PLATFORM_THREADS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
