package io.ipcbox.command;

import org.jline.reader.LineReader;
import org.springframework.shell.core.InputReader;

/** What a command asks the user who typed it; the answer is no command, and so no part of the history. */
final class PromptQuestions implements InputReader {
    private final LineReader reader;

    PromptQuestions(LineReader reader) {
        this.reader = reader;
    }

    /**
     * Asks.
     *
     * @throws org.jline.reader.UserInterruptException on Ctrl-C
     * @throws org.jline.reader.EndOfFileException on Ctrl-D
     */
    @Override
    public String readInput(String question) {
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
