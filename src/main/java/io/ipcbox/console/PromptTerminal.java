package io.ipcbox.console;

import io.ipcbox.process.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.Completer;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Creates JLine's terminal on the standard streams, and its line reader. The caller closes the terminal. */
public final class PromptTerminal {
    /** In a field, because the JDK forgets the level of a logger without references. */
    private static final Logger JLINE_LOGGER = Logger.getLogger("org.jline");

    private PromptTerminal() {}

    public static Terminal open() throws IOException {
        // JLine prints warnings about unknown terminals on standard error, which do not help the user.
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
        // While no line is read, JLine restores the default action, which would end the JVM without its shutdown hooks.
        terminal.handle(Terminal.Signal.INT, signal -> System.exit(ExitCode.INTERRUPTED));
        // The reader shows what is typed. An echo of the kernel, while no line is read, would mix with other output.
        terminal.echo(false);
        if (terminal.getWidth() == 0 || terminal.getHeight() == 0) {
            // The size was never set, which is common in containers; without one there is no room for a prompt.
            terminal.setSize(new Size(80, 24));
        }
        return terminal;
    }

    /** Creates a reader whose history is in memory until {@link #keepHistory} is called. */
    public static LineReader reader(Terminal terminal, Completer completer, Highlighter highlighter) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("ipcbox")
                .terminal(terminal)
                // Without escape characters, so that a backslash is kept.
                .parser(new DefaultParser().escapeChars(null))
                .completer(completer)
                .history(new QuietHistory())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.INSERT_TAB, false);
        if (isColorful()) {
            builder.highlighter(highlighter);
        }
        LineReader reader = builder.build();
        TextKeys.bind(reader);
        return reader;
    }

    /** Keeps the history of the reader in the user's file, if possible. */
    public static void keepHistory(LineReader reader) {
        HistoryFile.open().ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    }

    /** Follows no-color.org; JLine itself omits colors if the terminal has none. */
    public static boolean isColorful() {
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }
}
