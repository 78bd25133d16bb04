package io.ipcbox.command.broadcast;

import io.ipcbox.command.CommandTree;
import io.ipcbox.command.ShellConfiguration;
import io.ipcbox.server.BroadcastServer;
import java.util.Optional;
import org.jline.reader.History;
import org.jline.terminal.Terminal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The shell of a {@link BroadcastServer}, with a {@link CommandTree} that contains {@link BroadcastWords}. */
@Configuration(proxyBeanMethods = false)
@Import(ShellConfiguration.class)
public class BroadcastConfiguration {
    @Bean
    Session session(BroadcastServer server, CommandTree tree, Optional<History> history, Optional<Terminal> screen) {
        return new Session(server, tree, history, screen);
    }
}
