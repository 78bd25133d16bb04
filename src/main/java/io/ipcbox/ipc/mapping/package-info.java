/**
 * Internal: files in the memory of this process: mapping them, reserving room for them, and faults when their pages are
 * taken away. The basis of {@code ipc.memory}, {@code ipc.posix} and {@code ring}.
 *
 * <p>Decision: before memory is reserved, its size is compared with the available memory (MemAvailable, swap, the
 * control group's limit). The kernel itself reserves until nothing is left, and then kills processes, not only this
 * one.
 */
@NullMarked
package io.ipcbox.ipc.mapping;

import org.jspecify.annotations.NullMarked;
