package io.ipcbox.command.ipc;

import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Parameters;

/** What is sent or written: the text of the command line, or the bytes of standard input. */
final class Data {
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "DATA", description = "the text, or - for the bytes of standard input")
    String text = "";

    byte[] bytes(Console console, long mostBytes) {
        return text.equals(STANDARD_INPUT) ? console.input(mostBytes) : text.getBytes(StandardCharsets.UTF_8);
    }
}
