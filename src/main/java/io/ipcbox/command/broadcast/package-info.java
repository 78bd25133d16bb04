/**
 * The commands of the broadcast server's prompt: {@code send}, {@code clients}, {@code history}, {@code help},
 * {@code clear}, {@code exit}.
 */
@NullMarked
package io.ipcbox.command.broadcast;

import org.jspecify.annotations.NullMarked;
