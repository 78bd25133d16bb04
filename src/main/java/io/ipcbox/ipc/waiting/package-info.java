/**
 * Blocking calls that come back: each ends when its time is up, on {@code Thread.interrupt}, when its object is closed
 * by another thread, and when the JVM shuts down. A signal does not end one: it goes on with the time that is left.
 *
 * <p>Decision: what the kernel can poll waits in {@link io.ipcbox.ipc.waiting.Wakeup} and is woken at once by an
 * eventfd. What it cannot poll (a futex, a semaphore) sleeps in slices of at most {@link
 * io.ipcbox.ipc.waiting.Deadline#SLICE_NANOS}, looking around between two: 30 microseconds of work ten times a second
 * instead of a signal handler in somebody else's JVM. A virtual thread has either done by a platform thread ({@link
 * io.ipcbox.ipc.waiting.KernelSleep}), so that it keeps no carrier from the others.
 */
@NullMarked
package io.ipcbox.ipc.waiting;

import org.jspecify.annotations.NullMarked;
