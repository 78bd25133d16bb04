package io.ipcbox.command;

import java.io.EOFException;
import java.io.IOException;
import org.springframework.shell.core.InputReader;

/** What a command asks where a script types: the answer is the script's next line. */
final class StreamQuestions implements InputReader {
    private final LineSource source;
    private final LinePrinter printer;

    StreamQuestions(LineSource source, LinePrinter printer) {
        this.source = source;
        this.printer = printer;
    }

    /** @throws IOException if there is no next line, or it cannot be read */
    @Override
    public String readInput(String question) throws IOException {
        printer.line(question);
        return switch (source.next()) {
            case TextLine line -> line.text();
            case Input.Skipped skipped -> throw new IOException(skipped.reason());
            case Input.End end -> throw new EOFException(end.reason());
        };
    }
}
