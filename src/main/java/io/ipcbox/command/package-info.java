/**
 * Everything that can be typed, and its one way into Spring Shell: {@link io.ipcbox.command.ShellConfiguration}, which needs
 * a {@link io.ipcbox.server.BroadcastServer} in the context. Below it are the commands themselves.
 */
@NullMarked
package io.ipcbox.command;

import org.jspecify.annotations.NullMarked;
