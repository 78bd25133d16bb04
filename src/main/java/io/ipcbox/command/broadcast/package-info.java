/**
 * The commands that only the server's shell has: {@code send}, {@code clients}, {@code history}, {@code help}, {@code clear},
 * {@code exit}. {@link io.ipcbox.command.broadcast.BroadcastConfiguration} creates the shell.
 */
@NullMarked
package io.ipcbox.command.broadcast;

import org.jspecify.annotations.NullMarked;
