package io.ipcbox.console;

import io.ipcbox.text.UsageException;
import java.io.EOFException;
import org.springframework.shell.core.InputReader;

/** What a command asks where a script types: the answer is the script's next line. */
public final class StreamQuestions implements InputReader {
    private final LineSource source;
    private final LinePrinter printer;

    public StreamQuestions(LineSource source, LinePrinter printer) {
        this.source = source;
        this.printer = printer;
    }

    /**
     * Takes the answer.
     *
     * @throws EOFException if there is no next line
     * @throws InputException if that line cannot be used, or not be read
     */
    @Override
    public String readInput(String question) throws EOFException {
        printer.line(question);
        TextLine answer = source.nextLine().orElseThrow(EOFException::new);
        try {
            return answer.text();
        } catch (UsageException e) {
            throw InputException.ofLine(answer.place() + e.getMessage());
        }
    }
}
