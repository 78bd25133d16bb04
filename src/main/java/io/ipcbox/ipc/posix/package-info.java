/**
 * POSIX objects with a name or a descriptor: FIFOs, files that processes map and lock.
 *
 * <p>Decision: ownership is an open-file-description lock ({@link io.ipcbox.ipc.posix.OfdLock}). The kernel drops it
 * the moment its holder dies, even while the dead process is still a zombie; a process id may be reused, belongs to a
 * namespace and says nothing about a zombie, and {@code java.nio.channels.FileLock} is lost without a word when the
 * same JVM closes the file elsewhere.
 */
@NullMarked
package io.ipcbox.ipc.posix;

import org.jspecify.annotations.NullMarked;
