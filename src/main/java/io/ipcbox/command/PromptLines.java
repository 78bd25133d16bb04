package io.ipcbox.command;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.springframework.shell.jline.JLineInputProvider;

/**
 * Lines typed at a prompt. Ctrl-C clears a half-typed line and on an empty one ends with 130; Ctrl-D ends with 0. For one
 * thread.
 */
final class PromptLines implements LineSource {
    private static final int INTERRUPTED = 130;

    private final JLineInputProvider input;
    private final Deque<String> typed = new ArrayDeque<>();

    PromptLines(JLineInputProvider input) {
        this.input = input;
    }

    @Override
    public boolean isScript() {
        return false;
    }

    @Override
    public boolean hasLine() {
        return !typed.isEmpty();
    }

    @Override
    public Input next() {
        while (typed.isEmpty()) {
            try {
                // What is pasted may have many lines; they come back as one.
                input.readInput().lines().forEach(typed::add);
            } catch (UserInterruptException e) {
                // A blank line, and not another prompt at once: it may be the loop that is interrupted.
                return e.getPartialLine().isEmpty() ? new Input.End(INTERRUPTED, "") : TextLine.of("");
            } catch (EndOfFileException e) {
                return Input.End.ofInput();
            }
            if (Thread.interrupted()) {
                return new Input.End(INTERRUPTED, "");
            }
        }
        return TextLine.of(typed.remove());
    }
}
