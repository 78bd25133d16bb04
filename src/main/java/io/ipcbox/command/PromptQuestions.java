package io.ipcbox.command;

import java.util.Optional;
import org.jline.reader.LineReader;
import org.springframework.shell.core.InputReader;

/** What a command asks the user who typed it; the answer is no command, and so no part of the history. */
final class PromptQuestions implements InputReader {
    private final LineReader reader;
    private final PromptLines lines;

    PromptQuestions(LineReader reader, PromptLines lines) {
        this.reader = reader;
        this.lines = lines;
    }

    /**
     * Asks. The answer may have been pasted behind the command, as it follows the command in a pipe.
     *
     * @throws org.jline.reader.UserInterruptException on Ctrl-C
     * @throws org.jline.reader.EndOfFileException on Ctrl-D
     */
    @Override
    public String readInput(String question) {
        Optional<String> pasted = lines.pasted();
        pasted.ifPresent(answer -> reader.printAbove(question + TerminalText.escape(answer, TerminalText.ofLocale())));
        return pasted.orElseGet(() -> lines.firstOf(ask(question)));
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
