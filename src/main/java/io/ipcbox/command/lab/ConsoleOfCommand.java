package io.ipcbox.command.lab;

import io.ipcbox.command.ipc.Console;
import io.ipcbox.lab.LabConsole;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A command's console, for a program of the lab. */
record ConsoleOfCommand(Console console) implements LabConsole {
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
    public boolean isInteractive() {
        return console.isInteractive();
    }
}
