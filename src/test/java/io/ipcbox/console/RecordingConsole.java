package io.ipcbox.console;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what was printed and asked, in order; errors begin with {@code ipcbox: }, as on a screen. Has the answers and the
 * input that a test gives it. Any thread may call.
 */
public final class RecordingConsole implements Console {
    private final List<String> printed = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final int columns;
    private final boolean interactive;
    private final String program;
    private Optional<String> input = Optional.empty();
    private Runnable whenLost = () -> {};
    private Runnable onLine = () -> {};
    private boolean ended;

    public RecordingConsole() {
        this(NO_LIMIT);
    }

    public RecordingConsole(int columns) {
        this(columns, false, "");
    }

    private RecordingConsole(int columns, boolean interactive, String program) {
        this.columns = columns;
        this.interactive = interactive;
        this.program = program;
    }

    /** For commands that begin with the given word. */
    public static RecordingConsole inFrontOfCommands(String program) {
        return new RecordingConsole(NO_LIMIT, false, program);
    }

    /** Returns these answers, then the end of the input. */
    public static RecordingConsole answering(boolean interactive, String... answers) {
        RecordingConsole console = new RecordingConsole(NO_LIMIT, interactive, "");
        console.answers.addAll(List.of(answers));
        return console;
    }

    /** Has the given text on standard input. */
    public static RecordingConsole reading(String input) {
        RecordingConsole console = new RecordingConsole();
        console.input = Optional.of(input);
        return console;
    }

    /** Runs the action whenever something is printed on standard output. */
    public synchronized void onLine(Runnable action) {
        onLine = action;
    }

    @Override
    public synchronized void line(String text) {
        onLine.run();
        printed.add(text);
    }

    @Override
    public void data(String text) {
        line(text);
    }

    @Override
    public synchronized void error(String text) {
        printed.add("ipcbox: " + text);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void whenLost(Runnable action) {
        whenLost = action;
    }

    public void lose() {
        whenLost.run();
    }

    @Override
    public boolean hasInput() {
        return input.isPresent();
    }

    @Override
    public InputStream input() {
        return new ByteArrayInputStream(input.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized Optional<byte[]> ask(String question) {
        printed.add(question);
        return Optional.ofNullable(answers.poll()).map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void endInput() {
        ended = true;
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public String program() {
        return program;
    }

    public synchronized List<String> printed() {
        return List.copyOf(printed);
    }
}
