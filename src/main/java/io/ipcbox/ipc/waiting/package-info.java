/**
 * Blocking calls and how they end. {@link io.ipcbox.ipc.waiting.Wait} holds the rule for all of them:
 *
 * <ul>
 *   <li>a call returns only because of its object or because its time is up;
 *   <li>if the waiting thread is interrupted or another thread closes the handle, the call throws {@link
 *       io.ipcbox.ipc.WaitEndedException}. So {@code while (running) queue.receive(FOREVER).ifPresent(…)} ends instead
 *       of spinning. The interrupt status stays set;
 *   <li>a signal does not end the call, which continues with the remaining time;
 *   <li>neither does the shutdown of the JVM. The wait continues in Java and checks its object every 5 milliseconds,
 *       because a thread inside a C call would delay the exit by 300 ms. So a program that is terminated while it waits
 *       prints no stack trace, and a shutdown hook can wait too.
 * </ul>
 *
 * <p>There are three exceptions. {@link io.ipcbox.ipc.pipe.PendingFifo#awaitReader} sleeps in open(2), which only a
 * reader or {@code close} ends. {@link io.ipcbox.ipc.pipe.PipeEnd} sleeps in read(2) and write(2), which only the peer
 * ends. An idle reader of a ring applies the rule every 500 milliseconds, to keep its CPU time near zero.
 *
 * <p>Decision: a wait for something that poll(2) supports sleeps in {@link io.ipcbox.ipc.waiting.Wakeup} and is woken
 * at once by an eventfd. Any other wait (for a futex or a semaphore) sleeps in slices of at most {@link
 * io.ipcbox.ipc.waiting.Deadline#SLICE_NANOS} and applies the rule between them: 30 microseconds of work ten times a
 * second, instead of a signal handler in a JVM that belongs to the application. For a virtual thread, a platform thread
 * does either ({@link io.ipcbox.ipc.waiting.KernelSleep}), so that no carrier is pinned.
 */
@NullMarked
package io.ipcbox.ipc.waiting;

import org.jspecify.annotations.NullMarked;
