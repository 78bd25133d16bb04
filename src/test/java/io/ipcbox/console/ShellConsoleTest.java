package io.ipcbox.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A shell on plain streams, without the echo of a terminal. */
class ShellConsoleTest {
    private static final int LONGEST = 100;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void promptStandsBeforeEachLineAndTheEndLeavesItsLine() {
        ShellConsole console = typed("1 2\n3\n");
        console.next();
        assertThat(screen()).isEqualTo("> ");
        console.next();
        assertThat(screen()).isEqualTo("> > ");
        assertThat(console.next()).isEqualTo(Input.End.ofInput());
        assertThat(screen()).isEqualTo("> > > \n");
    }

    @Test
    void textBetweenTwoLinesIsPrintedAsItIs() {
        ShellConsole console = typed("1\n");
        console.next();
        console.line("Mean is 1");
        console.error("no");
        assertThat(screen()).isEqualTo("> Mean is 1\nipcbox: no\n");
    }

    @Test
    void textWhileALineIsTypedLeavesThePromptBelow() {
        Typing typing = new Typing();
        ShellConsole console = typed(typing);
        typing.meanwhile = () -> {
            console.line("Mean is 1");
            console.error("no");
        };
        console.next();
        assertThat(screen()).isEqualTo("> \nMean is 1\n> \nipcbox: no\n> \n");
    }

    @Test
    void scriptHasNoPrompt() {
        ShellConsole console = script("1\n");
        console.next();
        console.next();
        assertThat(screen()).isEmpty();
        assertThat(console.isInteractive()).isFalse();
    }

    @Test
    void errorsOfAScriptArePrintedWhileStandardOutputIsStuck() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                stuck.countDown();
                try {
                    read.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        ShellConsole console = new ShellConsole(new StreamConsole(out, errors, UTF_8), lines("", true), "> ");
        Thread printing = Thread.ofPlatform().start(() -> console.line("a"));
        stuck.await();
        console.error("no");
        assertThat(errors.toString(UTF_8)).isEqualTo("ipcbox: no\n");
        read.countDown();
        printing.join();
    }

    @Test
    void dataStaysOnOneLineAndControlsNothing() {
        typed("").data("a\nb\033[2J".getBytes(UTF_8));
        assertThat(screen()).isEqualTo("a\\x0Ab\\x1B[2J\n");
    }

    @Test
    void answersAreTheNextLines() {
        ShellConsole console = script("one\n2\n");
        assertThat(answer(console)).hasValue("one");
        assertThat(answer(console)).hasValue("2");
        assertThat(answer(console)).isEmpty();
        assertThat(console.refusals()).isZero();
        assertThat(errors.toString(ISO_8859_1)).isEmpty();
    }

    /** Otherwise the next lines would be taken as commands or data. */
    @Test
    void invalidAnswerIsReportedAndTheNextOneTaken() {
        ShellConsole console = script("one\n\u00FF\n" + "1".repeat(LONGEST + 1) + "\n2\n");
        assertThat(answer(console)).hasValue("one");
        assertThat(answer(console)).hasValue("2");
        assertThat(answer(console)).isEmpty();
        assertThat(console.refusals()).isEqualTo(2);
        assertThat(errors.toString(ISO_8859_1)).isEqualTo("""
                ipcbox: line 2: not UTF-8: "\\xFF"
                ipcbox: line 3: line too long: more than 100 bytes
                """);
    }

    @Test
    void scriptThatIsEndedFailsAndGivesNoMoreLines() {
        ShellConsole console = script("x\nclients\n");
        assertThat(answer(console)).hasValue("x");
        console.endInput();
        assertThat(console.hasLine()).isFalse();
        assertThat(console.next()).isEqualTo(new Input.End(1, ""));
    }

    @Test
    void userMayGoOnAfterTheEndOfAScript() {
        ShellConsole console = typed("x\nclients\n");
        console.endInput();
        assertThat(answer(console)).hasValue("x");
        assertThat(((TextLine) console.next()).text()).isEqualTo("clients");
    }

    @Test
    void inputThatCannotBeReadOnIsTheEnd() {
        assertThat(answer(script("\u00FE\u00FF\0a\n"))).isEmpty();
    }

    private static Optional<String> answer(ShellConsole console) {
        return console.ask("? ").map(bytes -> new String(bytes, UTF_8));
    }

    private ShellConsole script(String input) {
        return new ShellConsole(
                new StreamConsole(new ByteArrayOutputStream(), errors, UTF_8), lines(input, true), "> ");
    }

    private ShellConsole typed(String input) {
        return typed(new ByteArrayInputStream(input.getBytes(UTF_8)));
    }

    private ShellConsole typed(InputStream input) {
        return new ShellConsole(new StreamConsole(screen, screen, UTF_8), new StreamLines(input, LONGEST, false), "> ");
    }

    private static StreamLines lines(String input, boolean script) {
        return new StreamLines(new ByteArrayInputStream(input.getBytes(ISO_8859_1)), LONGEST, script);
    }

    private String screen() {
        return screen.toString(UTF_8);
    }

    /** Runs an action before it ends. */
    private static final class Typing extends InputStream {
        private Runnable meanwhile = () -> {};

        @Override
        public int read() {
            meanwhile.run();
            return -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return read();
        }
    }
}
