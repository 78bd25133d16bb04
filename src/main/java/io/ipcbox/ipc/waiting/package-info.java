/**
 * Blocking calls and how they end. The rule for all of them, in {@link io.ipcbox.ipc.waiting.Wait}:
 *
 * <ul>
 *   <li>a call returns an outcome because of its object, or because its time is up, and for no other reason;
 *   <li>when the waiting thread is interrupted, or another thread closes the handle, it throws {@link
 *       io.ipcbox.ipc.WaitEndedException}. So {@code while (running) queue.receive(FOREVER).ifPresent(…)} ends instead of
 *       spinning. The interrupt status stays set;
 *   <li>a signal does not end it: the call goes on with the time that is left;
 *   <li>neither does the shutdown of the JVM. The wait goes on, but in Java, looking at its object every 5 milliseconds: a
 *       thread inside a C call would hold the exit up by 300 ms. So a program that is told to end while it waits prints no
 *       stack trace, and a shutdown hook can wait too.
 * </ul>
 *
 * <p>There are three exceptions. {@link io.ipcbox.ipc.pipe.PendingFifo#awaitReader} sleeps in open(2), which only a reader
 * or close ends. {@link io.ipcbox.ipc.pipe.PipeEnd} sleeps in read(2) and write(2), which only the peer ends. An idle
 * reader of a ring applies the rule every 500 milliseconds, to keep its processor time near zero.
 *
 * <p>Decision: what the kernel can poll waits in {@link io.ipcbox.ipc.waiting.Wakeup} and is woken at once by an
 * eventfd. What it cannot poll (a futex, a semaphore) sleeps in slices of at most {@link
 * io.ipcbox.ipc.waiting.Deadline#SLICE_NANOS}, applying the rule between two: 30 microseconds of work ten times a second
 * instead of a signal handler in somebody else's JVM. A virtual thread has either done by a platform thread ({@link
 * io.ipcbox.ipc.waiting.KernelSleep}), so that it keeps no carrier from the others.
 */
@NullMarked
package io.ipcbox.ipc.waiting;

import org.jspecify.annotations.NullMarked;
