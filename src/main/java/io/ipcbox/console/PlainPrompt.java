package io.ipcbox.console;

/**
 * A prompt on a terminal that cannot draw: plain text before each line that is typed. What is printed while it stands
 * there begins on a new line, and the prompt comes again behind it. Any thread may print.
 */
public final class PlainPrompt implements LinePrinter {
    private final StreamPrinter streams;
    private final String prompt;
    private boolean shown;

    public PlainPrompt(StreamPrinter streams, String prompt) {
        this.streams = streams;
        this.prompt = prompt;
    }

    /** The same lines, with the prompt before each. */
    public LineSource before(LineSource lines) {
        return new LineSource() {
            @Override
            public Input next() {
                show();
                Input next = lines.next();
                // Enter has ended the line on the screen; Ctrl-D and a signal have not.
                hide(next instanceof Input.End);
                return next;
            }

            @Override
            public boolean hasLine() {
                return lines.hasLine();
            }

            @Override
            public boolean isScript() {
                return lines.isScript();
            }
        };
    }

    private synchronized void show() {
        streams.text(prompt);
        shown = true;
    }

    private synchronized void hide(boolean inTheMiddleOfALine) {
        shown = false;
        if (inTheMiddleOfALine) {
            streams.line("");
        }
    }

    @Override
    public void line(String text) {
        print(() -> streams.line(text));
    }

    @Override
    public void data(String text) {
        print(() -> streams.data(text));
    }

    @Override
    public void error(String text) {
        print(() -> streams.error(text));
    }

    @Override
    public int columns() {
        return streams.columns();
    }

    private synchronized void print(Runnable printing) {
        if (shown) {
            streams.line("");
        }
        printing.run();
        if (shown) {
            streams.text(prompt);
        }
    }

    @Override
    public void whenLost(Runnable action) {
        streams.whenLost(action);
    }
}
