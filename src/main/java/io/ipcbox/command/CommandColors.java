package io.ipcbox.command;

import io.ipcbox.console.TextLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.springframework.shell.core.command.CommandRegistry;

/** Shows the name of a command in bold, and a word that cannot become one in red. For the thread that reads lines. */
final class CommandColors implements Highlighter {
    private static final AttributedStyle WRONG = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F&&[^\\t\\n]]");

    private final CommandRegistry registry;

    CommandColors(CommandRegistry registry) {
        this.registry = registry;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        String typed = buffer.stripLeading();
        TextLine line = TextLine.of(typed);
        if (line.isBlank() || line.isData() || typed.equals("-") || typed.equals("+")) {
            return new AttributedString(visible(buffer));
        }
        String word = typed.split("\\s", 2)[0];
        int from = buffer.length() - typed.length();
        return new AttributedStringBuilder(buffer.length())
                .append(buffer.substring(0, from))
                .append(visible(word), style(word, word.length() < typed.length()))
                .append(visible(typed.substring(word.length())))
                .toAttributedString();
    }

    /** Shows control characters as {@code ^A}, because the terminal would obey them. */
    private static String visible(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement("^" + (char) (found.group().charAt(0) ^ '@')));
    }

    private AttributedStyle style(String word, boolean complete) {
        if (ShellParser.names(registry).anyMatch(word::equals)) {
            return AttributedStyle.BOLD;
        }
        boolean mayBecomeOne = !complete && ShellParser.names(registry).anyMatch(name -> name.startsWith(word));
        return mayBecomeOne ? AttributedStyle.DEFAULT : WRONG;
    }
}
