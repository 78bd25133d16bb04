package io.ipcbox.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words like a POSIX shell, without expansions: quotes may begin in the middle of a word ({@code
 * --name="/a b"}), and a backslash escapes the next character, except in single quotes. {@link #quote}
 * makes one word of any text.
 */
public final class ShellWords {
    /** Not a character, unlike NUL. */
    private static final int NONE = -1;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int quote = NONE;

    private ShellWords() {}

    /** @throws UsageException if a quote is not closed */
    public static List<String> split(String line) {
        return new ShellWords().splitAll(line);
    }

    /** The text as one word for a shell, in single quotes. */
    public static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private List<String> splitAll(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                i++;
                add(line.charAt(i));
            } else {
                take(c);
            }
        }
        if (quote != NONE) {
            throw new UsageException("a quote is not closed; try help");
        }
        endWord();
        return List.copyOf(words);
    }

    private void take(char c) {
        if (c == quote) {
            quote = NONE;
        } else if (quote != NONE) {
            add(c);
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            endWord();
        } else {
            add(c);
        }
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
