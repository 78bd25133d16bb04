package io.ipcbox.command.broadcast;

import io.ipcbox.command.CommandTree;
import io.ipcbox.server.BroadcastServer;
import java.util.Optional;
import org.jline.reader.History;
import org.jline.terminal.Terminal;

/**
 * What the commands of a server's shell work on.
 *
 * @param history of a prompt
 * @param screen of a prompt
 */
public record Session(BroadcastServer server, CommandTree tree, Optional<History> history, Optional<Terminal> screen) {}
