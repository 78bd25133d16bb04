/**
 * Descriptors and files: what is open, what it is, its permissions, its locks. The other packages of {@code ipc}
 * stand on it.
 *
 * <p>Decision: a descriptor is closed, and memory unmapped, by the last call that uses it ({@link
 * io.ipcbox.ipc.file.Lifetime}). A lock around every call would make threads wait for each other, and a call under
 * which its object goes away would meet another file, or be the end of the JVM. The price is two
 * atomic additions a call, a few nanoseconds: it would show at a semaphore that is free, and nowhere else.
 *
 * <p>Decision: ownership is an open-file-description lock ({@link io.ipcbox.ipc.file.OfdLocks}). The kernel drops it
 * the moment its holder dies, even while the dead process is still a zombie; a process id may be reused, belongs to a
 * namespace and says nothing about a zombie, and {@code java.nio.channels.FileLock} is lost without a word when the
 * same JVM closes the file elsewhere.
 */
@NullMarked
package io.ipcbox.ipc.file;

import org.jspecify.annotations.NullMarked;
