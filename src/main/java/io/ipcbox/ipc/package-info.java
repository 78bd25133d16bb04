/**
 * What all kernel IPC objects have in common: errors, creation, permissions.
 *
 * <p>Decision: there is a single, unchecked {@link io.ipcbox.ipc.IpcException}. A caller that can handle a failure
 * branches on its {@link io.ipcbox.ipc.Errno}; a class per errno would duplicate it, and the outcomes of normal use
 * (timeout, empty, full) are return values anyway.
 */
@NullMarked
package io.ipcbox.ipc;

import org.jspecify.annotations.NullMarked;
