/** Sockets between processes of this machine: which user has the other end of a connection, as the kernel knows it. */
@NullMarked
package io.ipcbox.ipc.unix;

import org.jspecify.annotations.NullMarked;
