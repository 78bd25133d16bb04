package io.ipcbox.console;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was printed, in order; errors begin with {@code ipcbox: }, as on a screen. Any thread may call. */
public final class RecordingPrinter implements LinePrinter {
    private final List<String> printed = new ArrayList<>();
    private Runnable whenLost = () -> {};
    private Runnable onLine = () -> {};

    /** Has that happen whenever something is printed on standard output. */
    public synchronized void onLine(Runnable action) {
        onLine = action;
    }

    @Override
    public synchronized void line(String text) {
        onLine.run();
        printed.add(text);
    }

    @Override
    public void data(String text) {
        line(text);
    }

    @Override
    public synchronized void error(String text) {
        printed.add("ipcbox: " + text);
    }

    @Override
    public int columns() {
        return NO_LIMIT;
    }

    @Override
    public void whenLost(Runnable action) {
        whenLost = action;
    }

    public void lose() {
        whenLost.run();
    }

    public synchronized List<String> printed() {
        return List.copyOf(printed);
    }
}
