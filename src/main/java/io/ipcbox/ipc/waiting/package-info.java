/**
 * Internal: how blocking calls wait. {@link io.ipcbox.ipc} has the rule for how they end, {@link
 * io.ipcbox.ipc.waiting.Wait} applies it.
 *
 * <p>Decision: a wait for something that poll(2) supports sleeps in {@link io.ipcbox.ipc.waiting.Wakeup} and is woken
 * at once by an eventfd. Any other wait (for a futex or a semaphore) sleeps in slices of at most {@link
 * io.ipcbox.ipc.Deadline#SLICE_NANOS} and applies the rule between them: 30 microseconds of work ten times a
 * second, instead of a signal handler in a JVM that belongs to the application. For a virtual thread, a platform thread
 * does either ({@link io.ipcbox.ipc.waiting.KernelSleep}), so that no carrier is pinned.
 */
@NullMarked
package io.ipcbox.ipc.waiting;

import org.jspecify.annotations.NullMarked;
