package io.ipcbox.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void linesGoToStandardOutputAndErrorsToStandardError() {
        StreamConsole console = new StreamConsole(out, err, UTF_8);
        console.line("Mode is 1");
        console.error("no");
        assertThat(out.toString(UTF_8)).isEqualTo("Mode is 1\n");
        assertThat(err.toString(UTF_8)).isEqualTo("ipcbox: no\n");
    }

    @Test
    void severalLinesAreOneWrite() {
        List<Integer> writes = new ArrayList<>();
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("a byte alone");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(length);
            }
        };
        new StreamConsole(counting, err, UTF_8).line("a\nb\nc");
        assertThat(writes).containsExactly(6);
    }

    @Test
    void eachStreamIsBrokenAtTheWidthOfItsOwnTerminal() {
        StreamConsole console = new StreamConsole(out, err, UTF_8, () -> 24, () -> Console.NO_LIMIT);
        console.line("one two three four five six");
        console.error("one two three four five six");
        assertThat(out.toString(UTF_8)).isEqualTo("one two three four five\nsix\n");
        assertThat(err.toString(UTF_8)).isEqualTo("ipcbox: one two three four five six\n");
        assertThat(console.columns()).isEqualTo(24);
    }

    @Test
    void dataAreNotBroken() {
        StreamConsole console = new StreamConsole(out, err, UTF_8, () -> 24, () -> 24);
        String text = "12:00  two  blanks and more than a row of the terminal";
        console.data(text);
        assertThat(out.toString(UTF_8)).isEqualTo(text + "\n");
    }

    @Test
    void controlSequencesAreEscaped() {
        StreamConsole console = new StreamConsole(out, err, UTF_8);
        console.line("a\033[2Jb\0c\rd\u202Ee …\nf");
        console.error("\033]0;title\007");
        assertThat(out.toString(UTF_8)).isEqualTo("a\\x1B[2Jb\\x00c\\x0Dd\\u202Ee …\nf\n");
        assertThat(err.toString(UTF_8)).isEqualTo("ipcbox: \\x1B]0;title\\x07\n");
    }

    @Test
    void localeWithoutACharacterGetsItsEscape() {
        StreamConsole console = new StreamConsole(out, err, ISO_8859_1);
        console.line("2, … (3 more) é");
        console.error("日 \uD83D\uDE00");
        assertThat(out.toString(ISO_8859_1)).isEqualTo("2, ... (3 more) é\n");
        assertThat(err.toString(ISO_8859_1)).isEqualTo("ipcbox: \\u65E5 \\U0001F600\n");
    }

    @Test
    void localeOfAsciiGetsOurWordsInAsciiAndTheTextOfUsersAsItIs() {
        new StreamConsole(out, err, US_ASCII).line("2, … (3 more) é");
        assertThat(out.toString(UTF_8)).isEqualTo("2, ... (3 more) é\n");
    }

    @Test
    void failureOfStandardOutputIsReportedOnceAndTheRestIsDropped() {
        StreamConsole console = new StreamConsole(new FullStream(), err, UTF_8);
        AtomicInteger told = new AtomicInteger();
        console.whenLost(told::incrementAndGet);
        console.line("1");
        console.line("2");
        assertThat(err.toString(UTF_8)).isEqualTo("ipcbox: cannot write to standard output: No space left on device\n");
        assertThat(told).hasValue(1);
    }

    @Test
    void actionThatIsAddedAfterTheFailureRunsAtOnce() {
        StreamConsole console = new StreamConsole(new FullStream(), err, UTF_8);
        console.line("1");
        AtomicInteger told = new AtomicInteger();
        console.whenLost(told::incrementAndGet);
        assertThat(told).hasValue(1);
    }

    @Test
    void errorsAreStillPrintedWhenStandardOutputIsLost() {
        StreamConsole console = new StreamConsole(new FullStream(), err, UTF_8);
        console.line("1");
        console.error("no");
        assertThat(err.toString(UTF_8)).endsWith("ipcbox: no\n");
    }

    @Test
    void failureOfStandardErrorIsIgnored() {
        StreamConsole console = new StreamConsole(out, new FullStream(), UTF_8);
        console.error("no");
        console.line("1");
        assertThat(out.toString(UTF_8)).isEqualTo("1\n");
    }

    @Test
    void linesOfManyThreadsStayWhole() {
        StreamConsole console = new StreamConsole(out, err, UTF_8);
        String text = "x".repeat(1000);
        IntStream.range(0, 1000).parallel().forEach(i -> console.line(text));
        assertThat(out.toString(UTF_8).lines()).hasSize(1000).containsOnly(text);
    }

    private static final class FullStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
