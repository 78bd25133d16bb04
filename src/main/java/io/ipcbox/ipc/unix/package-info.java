/**
 * Sockets of this machine, and what the kernel tells of them.
 */
@NullMarked
package io.ipcbox.ipc.unix;

import org.jspecify.annotations.NullMarked;
