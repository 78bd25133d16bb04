/**
 * The classroom programs: each one class, to be read from top to bottom, whose private methods are what its processes
 * do. {@link io.ipcbox.lab.PipeLab}, {@link io.ipcbox.lab.QueueLab}, {@link io.ipcbox.lab.MemoryLab}, {@link
 * io.ipcbox.lab.RaceLab}, {@link io.ipcbox.lab.DeadlockLab}, {@link io.ipcbox.lab.SchedulerLab}, {@link
 * io.ipcbox.lab.CounterLab}.
 *
 * <pre>
 *  the command                          its processes, bare JVMs
 *    XLab.direct(Stage) ── starts ──►   LabChild ─► XLab.play(role, ThisProcess)
 *    Stage ◄─ Transcript ◄──────────── one pipe ◄── Frame: a line, a call, a reason to fail
 * </pre>
 *
 * <p>Decision: the processes are children of the command, also where the original forked from a main program: what the
 * command itself does is start them, show what they say, and remove what they leave. So each of them may be killed at
 * any moment, and the same classes run at the prompt of a server, which must survive that.
 *
 * <p>Decision: an anonymous pipe reaches a child as its standard input or output, made by {@code pipe2} and handed over
 * by {@link java.lang.ProcessBuilder}, which is how a shell does it. To open {@code /proc/PID/fd/N} in the child would be
 * a pipe as well, but no inheritance, and an end of the pipe would stay in the parent until the child has come to it. What
 * a process has to say goes to its standard error.
 *
 * <p>Decision: all processes write to one pipe, in pieces of at most 4096 bytes, which the kernel keeps whole ({@link
 * io.ipcbox.lab.Frame}). So lines never mix, and there is one order of everything that was said. What causes something
 * elsewhere (a message, a post) takes its place in that order before it happens and gets its text afterwards: the line of
 * the receiver never stands above the line of the sender, although nobody waits for anybody.
 *
 * <p>Decision: {@code --explain} shows the C calls as the package that makes them sees them ({@link
 * io.ipcbox.ipc.CallTrace}), with what they returned. Nothing is told from memory, so a call that was not made cannot be
 * shown. Loads and stores in shared memory are no calls; the programs note those themselves. A wait that the library
 * makes in several calls, with sleeps of a tenth of a second, is shown as one: the last of them, which has the outcome
 * ({@link io.ipcbox.lab.Steps}). strace(1) shows them all.
 *
 * <p>Decision: names carry the user, the process id and a random part; the command removes whatever has such a name at
 * the end, after all processes have ended, so it does not matter how far they came.
 */
@NullMarked
package io.ipcbox.lab;

import org.jspecify.annotations.NullMarked;
