package io.ipcbox.lab;

import io.ipcbox.console.Console;

/** Shows what the processes print, and no steps. */
record PlainLines(Console console) implements Display {
    @Override
    public void line(String name, String text) {
        console.line(text);
    }

    @Override
    public void step(String name, String text) {
        // not asked for
    }
}
