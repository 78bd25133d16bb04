package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.LineSource;
import io.ipcbox.server.BroadcastServer;
import org.jline.reader.History;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * The shell of the broadcast server. Takes a {@link BroadcastServer} from the context, and, where there are any, {@link
 * ShellSettings} and {@link ReadyGate}s. Every {@code Command} bean of the context is a command.
 *
 * <p>The loop runs in the {@link ApplicationRunner}, so {@code SpringApplication.run} returns when it has ended; its exit
 * code is then what {@code SpringApplication.exit} returns.
 */
@Configuration(proxyBeanMethods = false)
@Import(Keyboard.class)
public class ShellConfiguration {
    @Bean
    CommandRegistry commandRegistry() {
        // It collects the context's commands itself.
        return new CommandRegistry();
    }

    @Bean
    CommandParser commandParser(CommandRegistry registry) {
        return new ShellParser(registry);
    }

    @Bean
    SendCommand sendCommand(BroadcastServer server) {
        return new SendCommand(server);
    }

    @Bean
    ClientsCommand clientsCommand(BroadcastServer server, Console console) {
        return new ClientsCommand(server, console);
    }

    @Bean
    HelpCommand helpCommand() {
        return new HelpCommand();
    }

    @Bean
    HistoryCommand historyCommand(ObjectProvider<History> history) {
        return new HistoryCommand(history::getIfAvailable);
    }

    @Bean
    ExitCommand exitCommand() {
        return new ExitCommand();
    }

    @Bean
    LineInterpreter lineInterpreter(
            SendCommand sendCommand, CommandParser parser, CommandRegistry registry, Console console) {
        return new LineInterpreter(sendCommand, parser, registry, console);
    }

    @Bean
    ShellLoop shellLoop(
            LineSource source,
            LineInterpreter interpreter,
            Console console,
            ObjectProvider<ReadyGate> gates,
            ObjectProvider<ShellSettings> settings) {
        String shown = settings.getIfAvailable(() -> ShellSettings.DEFAULT).shown();
        return new ShellLoop(source, interpreter, console, gates.orderedStream().toList(), shown);
    }

    /** By this name Spring Shell knows that the runner is not its own to make; by this property a test stays without. */
    @Bean
    @ConditionalOnProperty(name = "spring.shell.interactive.enabled", havingValue = "true", matchIfMissing = true)
    ApplicationRunner springShellApplicationRunner(ShellLoop loop) {
        return arguments -> loop.run();
    }
}
