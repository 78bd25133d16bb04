package io.ipcbox.command;

import io.ipcbox.console.TerminalText;
import io.ipcbox.text.UsageException;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.ParsedInput;

/** How the words behind a command's name are read. Whatever was not asked for is refused. */
@FunctionalInterface
public interface Syntax {
    /**
     * Turns the words into arguments and options.
     *
     * @param words without those of the name
     * @throws UsageException if they do not fit
     */
    void read(String command, List<String> words, ParsedInput.Builder into);

    /** All words make one text, whatever they look like. */
    static Syntax text() {
        return (command, words, into) -> {
            if (!words.isEmpty()) {
                into.addArgument(new CommandArgument(0, String.join(" ", words)));
            }
        };
    }

    /** Every word is the command's own business, options too. */
    static Syntax raw() {
        return (command, words, into) -> {
            for (int i = 0; i < words.size(); i++) {
                into.addArgument(new CommandArgument(i, words.get(i)));
            }
        };
    }

    /** So many words at most, and no options. */
    static Syntax words(int most) {
        return (command, words, into) -> {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (word.startsWith("-")) {
                    throw refuse(command, "unknown option", word);
                }
                if (i >= most) {
                    throw refuse(command, most == 0 ? "takes no argument" : "extra argument", word);
                }
                into.addArgument(new CommandArgument(i, word));
            }
        };
    }

    private static UsageException refuse(String command, String problem, String word) {
        return new UsageException(
                "%s: %s: %s; try %s --help".formatted(command, problem, TerminalText.quote(word), command));
    }
}
