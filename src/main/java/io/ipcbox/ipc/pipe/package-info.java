/**
 * Pipes: {@link io.ipcbox.ipc.pipe.Fifo} with a name in the file system, {@link io.ipcbox.ipc.pipe.AnonymousPipe} for a
 * process and its children. A write that is not longer than 4096 bytes is never mixed with that of another writer.
 */
@NullMarked
package io.ipcbox.ipc.pipe;

import org.jspecify.annotations.NullMarked;
