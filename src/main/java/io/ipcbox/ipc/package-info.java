/**
 * The shared words of the kernel's IPC objects: errors, creation, permissions.
 *
 * <p>Decision: {@link io.ipcbox.ipc.IpcException} is unchecked and there is only one. A caller who can do something
 * about a failure branches on its {@link io.ipcbox.ipc.Errno}; a class per errno would say the same thing twice, and
 * everything a well-behaved program meets in daily use (timeout, empty, full) is a return value anyway.
 */
@NullMarked
package io.ipcbox.ipc;

import org.jspecify.annotations.NullMarked;
