package io.ipcbox.command;

import io.ipcbox.console.LineSource;
import io.ipcbox.console.PromptConsole;
import io.ipcbox.console.PromptTerminal;
import io.ipcbox.server.BroadcastServer;
import java.io.IOException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.JLineInputProvider;

/** Reads lines at a prompt: JLine, and Spring Shell's bridge to it. */
@Configuration(proxyBeanMethods = false)
class PromptConfiguration {
    static final String PROMPT = "ipcbox> ";

    @Bean(destroyMethod = "close")
    Terminal terminal() throws IOException {
        return PromptTerminal.open();
    }

    @Bean
    LineReader lineReader(Terminal terminal, CommandRegistry registry) {
        LineReader reader =
                PromptTerminal.reader(terminal, new CommandCompletion(registry), new CommandColors(registry));
        PromptTerminal.keepHistory(reader);
        return reader;
    }

    @Bean
    History history(LineReader reader) {
        return reader.getHistory();
    }

    @Bean
    PromptConsole console(LineReader reader) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        AttributedString prompt = new AttributedString(
                PROMPT, PromptTerminal.isColorful() ? plain.foreground(AttributedStyle.CYAN) : plain);
        JLineInputProvider input = new JLineInputProvider(reader);
        input.setPromptProvider(() -> prompt);
        return PromptConsole.standard(reader, input::readInput);
    }

    @Bean
    @Primary
    LineSource lineSource(PromptConsole console, BroadcastServer server) {
        return ResultsFirst.ofClientsHere(console, server);
    }
}
