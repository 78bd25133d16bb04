package io.ipcbox.command.broadcast;

import io.ipcbox.command.CommandTree;
import io.ipcbox.server.BroadcastServer;
import java.util.Optional;
import org.jline.reader.History;
import org.jline.terminal.Terminal;

/** The state that the commands of a server's shell use. Only a prompt has a history and a screen. */
public record Session(BroadcastServer server, CommandTree tree, Optional<History> history, Optional<Terminal> screen) {
    boolean hasScreen() {
        return screen.isPresent();
    }
}
