package io.ipcbox.lab;

import io.ipcbox.console.Console;

/** What the processes print and nothing else. */
record PlainLines(Console console) implements Display {
    @Override
    public void line(String lane, String text) {
        console.line(text);
    }

    @Override
    public void step(String lane, String text) {
        // not asked for
    }
}
