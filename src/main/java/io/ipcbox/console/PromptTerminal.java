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

/** Makes JLine's terminal on the standard streams, and the reader that edits a line there. The caller closes it. */
public final class PromptTerminal {
    /** In a field, because the JDK forgets the level of a logger that nothing refers to. */
    private static final Logger JLINE_LOGGER = Logger.getLogger("org.jline");

    private PromptTerminal() {}

    public static Terminal open() throws IOException {
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

    /** A reader with the user's history; it keeps a file once {@link #keepHistory} was called. */
    public static LineReader reader(Terminal terminal, Completer completer, Highlighter highlighter) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("ipcbox")
                .terminal(terminal)
                // Without escapes, or a backslash would be taken away.
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

    /** Keeps the history of that reader in the user's file, if there can be one. */
    public static void keepHistory(LineReader reader) {
        HistoryFile.open().ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    }

    /** As no-color.org wants it; JLine itself leaves colours out where the terminal has none. */
    public static boolean isColorful() {
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }
}
