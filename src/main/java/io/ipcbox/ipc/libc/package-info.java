/**
 * C library functions, a method each under the C name, returning what C returns. The only native calls of the project
 * are here; the compiler holds that fence ({@code -Xlint:restricted} is an error everywhere else).
 *
 * <p>After a failure {@link io.ipcbox.ipc.libc.LastErrno} holds this thread's {@code errno}. Nothing here checks
 * arguments, retries on {@code EINTR} or frees anything: that is the work of the classes on top.
 *
 * <p>Decision: one class per facility, because the first use of a class links all its functions (0.2 ms each, 2.5 ms
 * for each new signature): a program pays for what it calls. Signatures are normalised to few shapes for the same
 * reason. {@code Linker.Option.critical} is not used: it saves nothing on a real system call and would hold up the
 * garbage collector.
 */
@NullMarked
package io.ipcbox.ipc.libc;

import org.jspecify.annotations.NullMarked;
