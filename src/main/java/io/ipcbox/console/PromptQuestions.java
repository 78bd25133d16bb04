package io.ipcbox.console;

import io.ipcbox.text.UsageException;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.springframework.shell.core.InputReader;

/** Questions of a command to the user. The answers are not commands, so they stay out of the history. */
public final class PromptQuestions implements InputReader {
    private final LineReader reader;
    private final PromptLines lines;

    public PromptQuestions(LineReader reader, PromptLines lines) {
        this.reader = reader;
        this.lines = lines;
    }

    /**
     * Asks the question. Its answer may have been pasted after the command, just as it follows it in a pipe.
     *
     * @throws UsageException if the answer is not UTF-8
     * @throws org.jline.reader.UserInterruptException on Ctrl-C
     * @throws org.jline.reader.EndOfFileException on Ctrl-D
     */
    @Override
    public String readInput(String question) {
        Optional<String> pasted = lines.pasted();
        pasted.ifPresent(answer -> reader.printAbove(question + TerminalText.escape(answer, TerminalText.ofLocale())));
        return TextLine.of(pasted.orElseGet(() -> lines.firstOf(ask(question)))).text();
    }

    private String ask(String question) {
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        reader.setVariable(LineReader.DISABLE_COMPLETION, true);
        try {
            return reader.readLine(question);
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
            reader.setVariable(LineReader.DISABLE_COMPLETION, false);
        }
    }
}
