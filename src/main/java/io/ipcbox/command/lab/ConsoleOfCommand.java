package io.ipcbox.command.lab;

import io.ipcbox.command.ipc.Console;
import io.ipcbox.console.StreamLines;
import io.ipcbox.console.TextLine;
import io.ipcbox.console.Wrapping;
import io.ipcbox.lab.LabConsole;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A command's console, for a program of the lab. */
record ConsoleOfCommand(Console console) implements LabConsole {
    private static final int MOST_BYTES = 1 << 28;
    private static final int CONTINUED = 2;

    @Override
    public void line(String text) {
        console.line(text);
    }

    @Override
    public void error(String text) {
        console.error(text);
    }

    @Override
    public Optional<String> ask(String question) {
        return console.ask(question).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> input() {
        return console.hasInput() ? Optional.of(text(console.input(MOST_BYTES))) : Optional.empty();
    }

    /** The lines of it, as everywhere, and an LF behind each. */
    private static String text(byte[] input) {
        StreamLines lines = new StreamLines(new ByteArrayInputStream(input), MOST_BYTES, false);
        StringBuilder text = new StringBuilder(input.length);
        for (Optional<TextLine> line = lines.nextLine(); line.isPresent(); line = lines.nextLine()) {
            text.append(new String(line.get().bytes(), StandardCharsets.UTF_8)).append('\n');
        }
        return text.toString();
    }

    @Override
    public int columns() {
        return console.columns();
    }

    @Override
    public List<String> rows(String text, int columns) {
        int indent = text.length() - text.stripLeading().length();
        return Wrapping.rows(text, columns, indent + CONTINUED);
    }

    @Override
    public boolean isInteractive() {
        return console.isInteractive();
    }
}
