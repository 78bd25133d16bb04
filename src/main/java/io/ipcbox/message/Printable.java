package io.ipcbox.message;

/** Makes text from outside fit to be shown on a terminal. */
public final class Printable {
    private Printable() {}

    public static String escape(String text, int maxChars) {
        return text.length() > maxChars ? text.substring(0, maxChars) + "…" : text;
    }
}
