/**
 * What all kernel IPC objects have in common: errors, creation, permissions, the status of files, deadlines.
 *
 * <h2>Blocking calls and how they end</h2>
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
 * <p>Decision: there is a single, unchecked {@link io.ipcbox.ipc.IpcException}. A caller that can handle a failure
 * branches on its {@link io.ipcbox.ipc.Errno}; a class per errno would duplicate it, and the outcomes of normal use
 * (timeout, empty, full) are return values anyway.
 */
@NullMarked
package io.ipcbox.ipc;

import org.jspecify.annotations.NullMarked;
