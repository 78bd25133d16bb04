/**
 * C library functions: one method for each, under its C name and with its C result. All native calls of the project are
 * here; the compiler enforces that ({@code -Xlint:restricted} is an error everywhere else).
 *
 * <p>After a failure {@link io.ipcbox.ipc.libc.LastErrno} holds this thread's {@code errno}. Nothing here checks
 * arguments, retries on {@code EINTR} or frees anything; the calling classes do.
 *
 * <p>Decision: one class per facility, because the first use of a class links all its functions (0.2 ms each, 2.5 ms
 * for each new signature), and a program should pay only for what it calls. For the same reason, functions share
 * signatures where possible. {@code Linker.Option.critical} is not used: it saves nothing on a real system call and
 * would delay the garbage collector.
 */
@NullMarked
package io.ipcbox.ipc.libc;

import org.jspecify.annotations.NullMarked;
