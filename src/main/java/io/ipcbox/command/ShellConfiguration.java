package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.LineSource;
import io.ipcbox.server.BroadcastServer;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * The shell of the broadcast server. Takes a {@link BroadcastServer} and a {@link CommandTree} from the context,
 * and, where there are any, {@link ShellSettings} and {@link ReadyGate}s.
 *
 * <p>The loop runs in the {@link ApplicationRunner}, so {@code SpringApplication.run} returns when it has ended; its exit
 * code is then what {@code SpringApplication.exit} returns.
 */
@Configuration(proxyBeanMethods = false)
@Import(Keyboard.class)
public class ShellConfiguration {
    @Bean
    CommandRegistry commandRegistry(
            CommandTree tree, ObjectProvider<Terminal> screen, ObjectProvider<Console> console) {
        return registry(tree, screen.getIfAvailable() != null, console::getObject);
    }

    /** The words of a shell as Spring Shell's commands; the console is asked for when one of them runs. */
    static CommandRegistry registry(CommandTree tree, boolean hasScreen, Supplier<Console> console) {
        CommandRegistry registry = new CommandRegistry();
        tree.inShell(hasScreen).forEach(word -> registry.registerCommand(new ShellCommand(tree, word, console)));
        return registry;
    }

    @Bean
    CommandParser commandParser(CommandRegistry registry) {
        return new ShellParser(registry);
    }

    @Bean
    LineInterpreter lineInterpreter(
            BroadcastServer server, CommandParser parser, CommandRegistry registry, Console console) {
        return new LineInterpreter(new DataLines(server), parser, registry, console);
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
