package io.ipcbox.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown file.
 *
 * @param line the number of its first line
 * @param language the word after the fence, or empty
 * @param introduction the text between the previous block and this one
 */
public record CodeBlock(int line, String language, List<String> lines, String introduction) {
    private static final Pattern FILE_NAME = Pattern.compile("`([\\w-]+\\.(?:java|py|c|yml))`");

    public boolean isConsole() {
        return language.equals("console");
    }

    /** The file that this block is: the last file name in its introduction, or empty. */
    public String fileName() {
        return FILE_NAME
                .matcher(introduction)
                .results()
                .map((MatchResult name) -> name.group(1))
                .reduce("", (_, later) -> later);
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
