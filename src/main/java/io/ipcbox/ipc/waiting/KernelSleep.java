package io.ipcbox.ipc.waiting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Runs a C call that sleeps. A virtual thread has a platform thread make the call, because a C call pins its carrier,
 * and there are only as many carriers as processors. Any thread may call.
 */
public final class KernelSleep {
    private static final ExecutorService PLATFORM_THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("ipcbox-kernel-sleep-", 0).factory());

    private KernelSleep() {}

    /**
     * Runs the call and returns its result. An interrupt does not end it and leaves the interrupt status set. {@code
     * errno} belongs to the thread that makes the call: read it inside.
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
