package io.ipcbox.command.ipc;

/** A string as Python's {@code repr} writes it. Pure functions. */
final class PythonString {
    private PythonString() {}

    /** In single quotes, unless there are some in it and no double ones. */
    static String quote(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                default -> append(c, quote, quoted);
            }
        });
        return quoted.append(quote).toString();
    }

    private static void append(int c, char quote, StringBuilder quoted) {
        if (c == quote) {
            quoted.append('\\').append(quote);
        } else if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
    }

    /** As {@code str.isprintable} sees it: no separator but the blank, and nothing of the categories "other". */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
