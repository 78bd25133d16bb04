package io.ipcbox.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.command.ipc.ShellConsole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.shell.core.command.ExitStatus;

/** Answers from a script, as a command at the server's prompt gets them. */
class StreamQuestionsTest {
    private static final int LONGEST = 10;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void answersAreTheNextLines() {
        ShellConsole console = console("one\n2\n");
        assertThat(answer(console)).hasValue("one");
        assertThat(answer(console)).hasValue("2");
        assertThat(answer(console)).isEmpty();
        assertThat(console.status()).isEqualTo(ExitStatus.OK);
        assertThat(errors.toString(ISO_8859_1)).isEmpty();
    }

    /** The lines behind it would be commands or data otherwise. */
    @Test
    void answerThatCannotBeUsedIsToldAndTheNextOneTaken() {
        ShellConsole console = console("one\n\u00FF\n12345678901\n2\n");
        assertThat(answer(console)).hasValue("one");
        assertThat(answer(console)).hasValue("2");
        assertThat(answer(console)).isEmpty();
        assertThat(console.status().code()).isEqualTo(1);
        assertThat(errors.toString(ISO_8859_1)).isEqualTo("""
                ipcbox: line 2: not UTF-8: "\\xFF"
                ipcbox: line 3: line too long: more than 10 bytes
                """);
    }

    @Test
    void inputThatCannotBeReadOnIsTheEnd() {
        assertThat(answer(console("\u00FE\u00FF\0a\n"))).isEmpty();
    }

    private static Optional<String> answer(ShellConsole console) {
        return console.ask("? ").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private ShellConsole console(String input) {
        StreamPrinter printer = new StreamPrinter(new ByteArrayOutputStream(), errors, StandardCharsets.UTF_8);
        StreamLines lines = new StreamLines(new ByteArrayInputStream(input.getBytes(ISO_8859_1)), LONGEST, true);
        return new ShellConsole(printer, new StreamQuestions(lines, printer));
    }
}
