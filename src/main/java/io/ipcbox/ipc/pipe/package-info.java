/**
 * Pipes: {@link io.ipcbox.ipc.pipe.Fifo} with a name in the file system, {@link io.ipcbox.ipc.pipe.AnonymousPipe} for a
 * process and its children. A write of at most 4096 bytes is never interleaved with other writes.
 */
@NullMarked
package io.ipcbox.ipc.pipe;

import org.jspecify.annotations.NullMarked;
