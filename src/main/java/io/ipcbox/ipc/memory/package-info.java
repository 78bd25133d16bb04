/**
 * Memory that processes share by mapping the same file: one without a name, {@link io.ipcbox.ipc.memory.Memfd}, or one
 * that processes of this user open by its path, {@link io.ipcbox.ipc.memory.SharedFile}. A mapping is a {@link
 * java.lang.foreign.MemorySegment} that lives as long as its arena.
 *
 * <p>Decision: before memory is reserved, its size is compared with the available memory (MemAvailable, swap, the
 * control group's limit). The kernel itself reserves until nothing is left, and then kills processes, not only this
 * one.
 */
@NullMarked
package io.ipcbox.ipc.memory;

import org.jspecify.annotations.NullMarked;
