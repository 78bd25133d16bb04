/**
 * Internal: descriptors and files: opening, status, permissions, locks. The basis of the other packages of {@code ipc}.
 *
 * <p>Decision: the last call that uses a descriptor or memory closes or unmaps it ({@link
 * io.ipcbox.ipc.file.Lifetime}). A lock around every call would make threads wait for each other; without either, a
 * call could meet another file or crash the JVM. The cost is two atomic additions per call, a few nanoseconds,
 * noticeable only for a semaphore that is free.
 *
 * <p>Decision: ownership is an open-file-description lock ({@link io.ipcbox.ipc.file.OfdLocks}). The kernel releases it
 * the moment its holder dies, even while the dead process is a zombie. A process ID can be reused, belongs to a
 * namespace and does not reveal a zombie; {@code java.nio.channels.FileLock} is lost silently when the same JVM closes
 * the file elsewhere.
 */
@NullMarked
package io.ipcbox.ipc.file;

import org.jspecify.annotations.NullMarked;
