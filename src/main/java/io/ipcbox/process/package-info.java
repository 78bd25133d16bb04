/**
 * This program as a process: how it starts itself again, how it is tied to its parent, what it is called, what it tells
 * its parent when it ends; and what {@code /proc} tells of a peer.
 */
@NullMarked
package io.ipcbox.process;

import org.jspecify.annotations.NullMarked;
