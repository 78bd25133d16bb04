/**
 * Memory that processes share by mapping the same file: one without a name, {@link io.ipcbox.ipc.memory.Memfd}, or one
 * that processes of this user open by its path, {@link io.ipcbox.ipc.memory.SharedFile}. A mapping is a {@link
 * java.lang.foreign.MemorySegment} that lives as long as its arena.
 */
@NullMarked
package io.ipcbox.ipc.memory;

import org.jspecify.annotations.NullMarked;
