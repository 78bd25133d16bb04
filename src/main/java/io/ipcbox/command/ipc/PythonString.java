package io.ipcbox.command.ipc;

import io.ipcbox.text.Printable;

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
        } else if (Printable.isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
    }
}
