/** Sockets between processes of this machine: which user owns the other end of a connection. */
@NullMarked
package io.ipcbox.ipc.unix;

import org.jspecify.annotations.NullMarked;
