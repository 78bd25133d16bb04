/**
 * The classroom programs: each is one class, to be read from top to bottom, whose private methods are what its processes
 * do. {@link io.ipcbox.lab.PipeLab}, {@link io.ipcbox.lab.QueueLab}, {@link io.ipcbox.lab.MemoryLab}, {@link
 * io.ipcbox.lab.RaceLab}, {@link io.ipcbox.lab.DeadlockLab}, {@link io.ipcbox.lab.SchedulerLab}, {@link
 * io.ipcbox.lab.CounterLab}.
 *
 * <pre>
 *  the command                          its processes, bare JVMs
 *    XLab.direct(Stage) ── starts ──►   LabChild ─► XLab.CAST: a method of XLab, with ThisProcess
 *    Stage ◄─ Transcript ◄──────────── one pipe ◄── Frame: a line, a call, a reason to fail
 * </pre>
 *
 * <p>Decision: the processes are children of the command, even where the original forked from a main program. The command
 * itself only starts them, shows their output and removes what they leave. So any process may be killed at any moment,
 * and the same classes run at the prompt of a server, which must survive that.
 *
 * <p>Decision: a child gets an anonymous pipe as its standard input or output, created by {@code pipe2} and passed by
 * {@link java.lang.ProcessBuilder}, as a shell does it. Opening {@code /proc/PID/fd/N} in the child would work too, but it
 * is not inheritance, and the parent would have to keep its end open until the child has done so. The frames of a process
 * go to its standard error.
 *
 * <p>Decision: all processes write to one pipe, in frames of at most 4096 bytes, which the kernel keeps whole ({@link
 * io.ipcbox.lab.Frame}). So lines never mix, and all output has one order. An action that other processes react to (a
 * message, a post) takes its place in that order before it happens and gets its text afterwards: the line of the receiver
 * never stands above the line of the sender, although neither waits for the other.
 *
 * <p>Decision: {@code --explain} shows the C calls as seen by the package that makes them ({@link
 * io.ipcbox.ipc.hook.CallTrace}), with their results, so only calls that were made can be shown. Loads and stores in
 * shared memory are not calls; the programs note them explicitly. A wait that the library makes in several calls, with
 * sleeps of a tenth of a second, is shown as one: the last call, which has the outcome ({@link io.ipcbox.lab.Steps}).
 * strace(1) shows all of them.
 *
 * <p>Decision: names carry the user, the process id and a random part. At the end, after all processes have ended, the
 * command removes every object with such a name, so it does not matter how far the processes came.
 */
@NullMarked
package io.ipcbox.lab;

import org.jspecify.annotations.NullMarked;
