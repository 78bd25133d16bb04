/**
 * The commands of the server's shell alone: {@code send}, {@code clients}, {@code history}, {@code help}, {@code clear},
 * {@code exit}. {@link io.ipcbox.command.broadcast.BroadcastConfiguration} makes the shell.
 */
@NullMarked
package io.ipcbox.command.broadcast;

import org.jspecify.annotations.NullMarked;
