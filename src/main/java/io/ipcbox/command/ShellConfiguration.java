package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.console.LineSource;
import io.ipcbox.console.StandardTerminal;
import io.ipcbox.server.BroadcastServer;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * The shell of the broadcast server. The context provides a {@link BroadcastServer}, a {@link CommandTree} and,
 * optionally, {@link ShellSettings} and {@link ShellLoop.ReadyGate}s.
 *
 * <p>The loop runs in the {@link ApplicationRunner}: {@code SpringApplication.run} returns after it has ended.
 */
@Configuration(proxyBeanMethods = false)
@Import(ShellConfiguration.Keyboard.class)
public class ShellConfiguration {
    @Bean
    CommandRegistry commandRegistry(
            CommandTree tree, ObjectProvider<Terminal> screen, ObjectProvider<Console> console) {
        return registry(tree, screen.getIfAvailable() != null, console::getObject);
    }

    /** The words of a shell as commands of Spring Shell. The console is requested when a command runs. */
    static CommandRegistry registry(CommandTree tree, boolean hasScreen, Supplier<Console> console) {
        CommandRegistry registry = new CommandRegistry();
        tree.inShell(hasScreen).forEach(word -> registry.registerCommand(new ShellCommand(tree, word, console)));
        return registry;
    }

    @Bean
    CommandParser commandParser(CommandTree tree, ObjectProvider<Terminal> screen) {
        return new ShellParser(tree, screen.getIfAvailable() != null);
    }

    @Bean
    LineInterpreter lineInterpreter(
            BroadcastServer server, CommandParser parser, CommandRegistry registry, Console console) {
        return new LineInterpreter(server, parser, registry, console);
    }

    @Bean
    ShellLoop shellLoop(
            LineSource source,
            LineInterpreter interpreter,
            Console console,
            ObjectProvider<ShellLoop.ReadyGate> gates,
            ObjectProvider<ShellSettings> settings) {
        String shown = settings.getIfAvailable(() -> ShellSettings.DEFAULT).shown();
        return new ShellLoop(source, interpreter, console, gates.orderedStream().toList(), shown);
    }

    /** The name keeps Spring Shell from creating its own runner; the property lets a test do without one. */
    @Bean
    @ConditionalOnProperty(name = "spring.shell.interactive.enabled", havingValue = "true", matchIfMissing = true)
    ApplicationRunner springShellApplicationRunner(ShellLoop loop) {
        return arguments -> loop.run();
    }

    /** Selects the source of lines: a prompt, if standard input is a terminal that can draw one, or a stream. */
    static final class Keyboard implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            @Nullable String type = System.getenv("TERM");
            boolean draws = StandardTerminal.isTyped() && type != null && !type.isEmpty() && !type.equals("dumb");
            return new String[] {(draws ? PromptConfiguration.class : StreamConfiguration.class).getName()};
        }
    }
}
