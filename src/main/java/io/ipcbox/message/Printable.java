package io.ipcbox.message;

/** Text of unknown origin made fit for a terminal or a log. Any thread may call. */
public final class Printable {
    private Printable() {}

    /** The text, escaped and shortened. */
    public static String escape(String text, int maxChars) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().limit(maxChars).forEach(point -> {
            int type = Character.getType(point);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            escaped.append(
                    hidden ? String.format(point < 0x80 ? "\\x%02X" : "\\u%04X", point) : Character.toString(point));
        });
        return text.codePointCount(0, text.length()) > maxChars ? escaped + "…" : escaped.toString();
    }
}
