package io.ipcbox.command;

import io.ipcbox.console.HistoryFile;
import io.ipcbox.console.LineSource;
import io.ipcbox.console.PromptConsole;
import io.ipcbox.console.QuietHistory;
import io.ipcbox.console.StandardTerminal;
import io.ipcbox.console.StreamConsole;
import io.ipcbox.console.TerminalText;
import io.ipcbox.console.TextKeys;
import io.ipcbox.process.ExitCode;
import io.ipcbox.server.BroadcastServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.JLineInputProvider;
import org.springframework.shell.jline.PromptProvider;

/** Lines typed at a prompt: JLine, and Spring Shell's bridge to it. */
@Configuration(proxyBeanMethods = false)
class PromptConfiguration {
    static final String PROMPT = "ipcbox> ";

    /** In a field, because the JDK forgets the level of a logger that nothing refers to. */
    private static final Logger JLINE_LOGGER = Logger.getLogger("org.jline");

    @Bean(destroyMethod = "close")
    Terminal terminal() throws IOException {
        // JLine warns on standard error of a terminal that it does not know, which does not help the user.
        JLINE_LOGGER.setLevel(Level.OFF);
        Charset encoding = TerminalText.encoding(TerminalText.ofLocale());
        Terminal terminal = TerminalBuilder.builder()
                .name("ipcbox")
                .system(true)
                .dumb(true)
                .encoding(encoding)
                .stdinEncoding(encoding)
                .stdoutEncoding(encoding)
                .build();
        // Where no line is read JLine gives the signal back to the kernel: the JVM would die without shutdown hooks.
        terminal.handle(Terminal.Signal.INT, signal -> System.exit(ExitCode.INTERRUPTED));
        if (terminal.getWidth() == 0 || terminal.getHeight() == 0) {
            // Its size was never set, as often in a container; without a size there is no room for a prompt.
            terminal.setSize(new Size(80, 24));
        }
        return terminal;
    }

    @Bean
    History history() {
        return new QuietHistory();
    }

    @Bean
    PromptProvider promptProvider() {
        AttributedStyle style =
                isColorful() ? AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN) : AttributedStyle.DEFAULT;
        AttributedString prompt = new AttributedString(PROMPT, style);
        return () -> prompt;
    }

    @Bean
    LineReader lineReader(Terminal terminal, History history, CommandRegistry registry) {
        LineReader reader = readerOn(terminal, history, registry);
        HistoryFile.open().ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
        return reader;
    }

    /** A reader that keeps no file. */
    static LineReader readerOn(Terminal terminal, History history, CommandRegistry registry) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("ipcbox")
                .terminal(terminal)
                // Without escapes, or a backslash would be taken away.
                .parser(new DefaultParser().escapeChars(null))
                .completer(new CommandCompletion(registry))
                .history(history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.INSERT_TAB, false);
        if (isColorful()) {
            builder.highlighter(new CommandColors(registry));
        }
        LineReader reader = builder.build();
        TextKeys.bind(reader);
        return reader;
    }

    @Bean
    PromptConsole console(LineReader reader, PromptProvider prompt) {
        JLineInputProvider input = new JLineInputProvider(reader);
        input.setPromptProvider(prompt);
        return new PromptConsole(
                reader,
                input::readInput,
                StreamConsole.standard(),
                TerminalText.ofLocale(),
                StandardTerminal.ERROR.isTerminal());
    }

    @Bean
    @Primary
    LineSource lineSource(PromptConsole console, BroadcastServer server) {
        return ResultsFirst.ofClientsHere(console, server);
    }

    /** As no-color.org wants it; JLine itself leaves colours out where the terminal has none. */
    private static boolean isColorful() {
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }
}
