package io.ipcbox.command;

import io.ipcbox.command.broadcast.BroadcastWords;
import io.ipcbox.command.broadcast.Session;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.server.BroadcastServer;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.shell.core.command.CommandRegistry;

/** A broadcast server whose only transport records what it sends. */
@Configuration(proxyBeanMethods = false)
public class RecordingServer {
    @Bean
    RecordingPublisher publisher() {
        return new RecordingPublisher();
    }

    @Bean
    BroadcastServer broadcastServer(RecordingPublisher publisher) {
        return serverOf(publisher);
    }

    @Bean
    CommandTree commandTree(ObjectProvider<Session> session) {
        return new CommandTree(BroadcastWords.of(session::getObject));
    }

    /** The console of the commands; wrapped, because the context has a console bean of its own. */
    record Screen(RecordingConsole console) {}

    @Bean
    Screen screen() {
        return new Screen(new RecordingConsole());
    }

    @Bean
    @Primary
    CommandRegistry recordedCommands(CommandTree tree, Screen screen) {
        return ShellConfiguration.registry(tree, false, screen::console);
    }

    /** The words of a shell of this server, on this screen. */
    static CommandTree treeOf(BroadcastServer server, Optional<Terminal> screen) {
        return new CommandTree(
                BroadcastWords.of(() -> new Session(server, treeOf(server, screen), Optional.empty(), screen)));
    }

    public static BroadcastServer serverOf(RecordingPublisher publisher) {
        DirectChannel lines = new DirectChannel();
        lines.subscribe(message -> publisher.publish((EncodedLines) message.getPayload()));
        return new BroadcastServer(lines, List.of(publisher), 0);
    }
}
