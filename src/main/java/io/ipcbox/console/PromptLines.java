package io.ipcbox.console;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.springframework.shell.jline.JLineInputProvider;

/**
 * Lines typed at a prompt. Ctrl-C clears a half-typed line and on an empty one ends with 130; Ctrl-D ends with 0. Pasted
 * text may have many lines and comes back as one; they follow one by one, as commands and as answers. For one thread.
 */
public final class PromptLines implements LineSource {
    private static final int INTERRUPTED = 130;
    private static final int MOST_BYTES = 1 << 30;

    private final JLineInputProvider input;
    private final Deque<String> typed = new ArrayDeque<>();

    public PromptLines(JLineInputProvider input) {
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
        if (typed.isEmpty()) {
            try {
                take(input.readInput());
            } catch (UserInterruptException e) {
                // A blank line instead of the next prompt: the interrupt may be meant for the loop.
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

    /** A line that was pasted behind the last one, if there is any. */
    Optional<String> pasted() {
        return Optional.ofNullable(typed.poll());
    }

    /** The first line of what was typed; the others follow. */
    String firstOf(String text) {
        take(text);
        return typed.remove();
    }

    private void take(String text) {
        StreamLines lines =
                new StreamLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), MOST_BYTES, false);
        while (lines.next() instanceof TextLine line) {
            typed.add(line.text());
        }
        if (typed.isEmpty()) {
            typed.add("");
        }
    }
}
