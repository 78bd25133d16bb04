package io.ipcbox.command.ipc;

import io.ipcbox.console.LinePrinter;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what a command prints; there is nothing to read. */
final class RecordingConsole implements Console {
    final List<String> lines = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final String program;

    /** @param program what is typed in front of a command */
    RecordingConsole(String program) {
        this.program = program;
    }

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void error(String text) {
        errors.add(text);
    }

    @Override
    public void data(String text) {
        lines.add(text);
    }

    @Override
    public void data(byte[] bytes) {
        data.writeBytes(bytes);
    }

    @Override
    public boolean showsData() {
        return false;
    }

    @Override
    public boolean hasInput() {
        return false;
    }

    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public Optional<byte[]> ask(String question) {
        return Optional.empty();
    }

    @Override
    public void refuseAnswer(RuntimeException reason) {
        throw reason;
    }

    @Override
    public String program() {
        return program;
    }

    @Override
    public int columns() {
        return LinePrinter.NO_LIMIT;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }
}
