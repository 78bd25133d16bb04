/**
 * This program as a process: how it starts itself again, how it is tied to its parent, its name, its exit codes; and what
 * {@code /proc} shows of a peer.
 */
@NullMarked
package io.ipcbox.process;

import org.jspecify.annotations.NullMarked;
