package io.ipcbox.console;

/**
 * The one place that prints. Any thread may call; a call's text stays together. What is not printable is escaped here,
 * so that nothing from outside can steer a terminal; only line feeds pass.
 */
public interface LinePrinter {
    /** What {@link #columns} tells where no terminal breaks lines. */
    int NO_LIMIT = Integer.MAX_VALUE;

    /** Prints one line, or several, on standard output. */
    void line(String text);

    /** Prints one line, or several, of data on standard output: not broken at words, because each blank counts. */
    void data(String text);

    /** Prints {@code ipcbox: TEXT} on standard error. */
    void error(String text);

    /**
     * How many columns a row has where {@link #line} prints, now. A longer line is broken at words there; what has
     * columns of its own may want to do so itself.
     */
    int columns();

    /**
     * Has the action run once when standard output can no longer be written, after the user was told why; at once, if
     * that has happened already. It runs on whatever thread printed, and must not wait for others that print.
     */
    void whenLost(Runnable action);
}
