package io.ipcbox.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.LineSource;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.console.StreamLines;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.shell.core.command.CommandRegistry;

class ShellLoopTest {
    private static final String GREETING = """
        Server is ready. You can type integers and then press [ENTER].
        Clients will show the mean, median, and mode of the input values:\
        """;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingConsole console = new RecordingConsole();
    private final List<ShellLoop.ReadyGate> gates = new ArrayList<>();

    @Test
    void greetsBeforeTheFirstLine() {
        assertThat(loop("").run()).isZero();
        assertThat(console.printed()).containsExactly(GREETING);
    }

    @Test
    void linesAreSentAsTyped() {
        assertThat(loop("3 1 2\r\n\n  \n4").run()).isZero();
        assertThat(publisher.published()).containsExactly("3 1 2\n", "4\n");
        assertThat(console.printed()).containsExactly(GREETING);
    }

    @Test
    void wrongLineIsNamedByItsNumberAndMakesTheRunFail() {
        assertThat(loop("1 2\n\n1 3x 4 5\n6\n").run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("1 2\n", "6\n");
        assertThat(console.printed())
                .containsExactly(GREETING, "ipcbox: line 3: not an integer: \"3x\" (word 2 of 4); nothing was sent");
    }

    /** No character is dropped: the rest would be another number or another command. */
    @ParameterizedTest
    @CsvSource({
        "'\0', 'unknown command: \"\\x00\"; try help'",
        "'cli\0ents', 'unknown command: \"cli\\x00ents\"; did you mean \"clients\"? try help'",
        "'ex\0it', 'unknown command: \"ex\\x00it\"; did you mean \"exit\"? try help'",
        "'1\f2 3', 'not an integer: \"1\\x0C2\" (word 1 of 2); nothing was sent'",
        "'1 \u000B', 'not an integer: \"\\x0B\" (word 2 of 2); nothing was sent'",
        "'send 1\0002', 'not an integer: \"1\\x002\" (word 1 of 1); nothing was sent'",
    })
    void controlCharacterIsAnErrorThatShowsIt(String line, String error) {
        assertThat(loop(line + "\n7\n").run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("7\n");
        assertThat(console.printed()).containsExactly(GREETING, "ipcbox: line 1: " + error);
    }

    @ParameterizedTest
    @CsvSource({"history caf\u00E9 x, caf\\xE9", "\u00FF, \\xFF", "clients \u00C3, \\xC3"})
    void commandThatIsNotUtf8IsRefusedByItsWord(String line, String word) {
        ByteArrayInputStream latin1 = new ByteArrayInputStream((line + "\n7\n").getBytes(ISO_8859_1));
        assertThat(loop(new StreamLines(latin1, 100, true)).run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("7\n");
        assertThat(console.printed()).containsExactly(GREETING, "ipcbox: line 1: not UTF-8: \"" + word + "\"");
    }

    @Test
    void utf16IsRefusedInOneSentence() {
        String text = "1 2\n3\n";
        StreamLines lines = new StreamLines(new ByteArrayInputStream(text.getBytes(UTF_16)), 100, true);
        assertThat(loop(lines).run()).isEqualTo(1);
        assertThat(publisher.published()).isEmpty();
        assertThat(console.printed())
                .containsExactly(GREETING, "ipcbox: line 1: the input is UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
    }

    @Test
    void commentIsPassedOver() {
        assertThat(loop("# of yesterday\n1 2\n  #5\n6\n").run()).isZero();
        assertThat(publisher.published()).containsExactly("1 2\n", "6\n");
        assertThat(console.printed()).containsExactly(GREETING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,2,3 | 1", "1, 2, 3 | 3", "1 ,2 | 2", "5;6 | 1"})
    void otherSeparatorsAreToldTheRightOne(String typed, int words) {
        assertThat(loop(typed + "\n").run()).isEqualTo(1);
        assertThat(publisher.published()).isEmpty();
        assertThat(console.printed())
                .last()
                .asString()
                .endsWith(" of " + words + "); separate integers by spaces: 1 2 3; nothing was sent");
    }

    @Test
    void wrongTypedLineHasNoNumberAndIsNoFailure() {
        assertThat(loop(new StreamLines(bytes("1 3x 4 5\n"), 100, false)).run()).isZero();
        assertThat(console.printed()).contains("ipcbox: not an integer: \"3x\" (word 2 of 4); nothing was sent");
    }

    @Test
    void commandsAreDoneBetweenLinesOfData() {
        assertThat(loop("1\nclients\n2\n").run()).isZero();
        assertThat(console.printed()).containsExactly(GREETING, "no clients are attached");
        assertThat(publisher.published()).containsExactly("1\n", "2\n");
    }

    @Test
    void exitEndsBeforeTheLinesBehindIt() {
        assertThat(loop("1\nexit\n2\n").run()).isZero();
        assertThat(publisher.published()).containsExactly("1\n");
    }

    @Test
    void exitDoesNotMakeUpForAFailure() {
        assertThat(loop("clinets\nquit\n").run()).isEqualTo(1);
        assertThat(console.printed())
                .contains("ipcbox: line 1: unknown command: \"clinets\"; did you mean \"clients\"? try help");
    }

    @Test
    void overlongLineIsSkippedAndTheRunFails() {
        assertThat(loop("1".repeat(101) + "\n2\n").run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("2\n");
        assertThat(console.printed()).contains("ipcbox: line 1: line too long: more than 100 bytes; nothing was sent");
    }

    @Test
    void bytesThatAreNoCommandAreRefusedWithoutLookingAtAllOfThem() {
        String text = "x".repeat(70_000) + "\n1\n";
        assertThat(loop(new StreamLines(bytes(text), 100_000, true)).run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("1\n");
        assertThat(console.printed())
                .contains("ipcbox: line 1: not a line of integers, and too long for a command: 70000 bytes, at most"
                        + " 65536");
    }

    @Test
    void failureOfATransportIsToldInItsOwnWords() {
        publisher.onPublish(() -> {
            throw new IllegalStateException("wrapped", new IpcException("write", "FIFO \"x\"", Errno.EPIPE));
        });
        assertThat(loop("1\n").run()).isEqualTo(1);
        assertThat(console.printed()).contains("ipcbox: line 1: cannot write FIFO \"x\": EPIPE (Broken pipe)");
    }

    @Test
    void lineWithoutMemoryForItIsToldAndTheNextOneIsRead() {
        publisher.onPublish(() -> {
            publisher.onPublish(() -> {});
            throw new OutOfMemoryError("Java heap space");
        });
        String text = "1 ".repeat(40_000) + "\n3\n";
        assertThat(loop(new StreamLines(bytes(text), 100_000, true)).run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("3\n");
        assertThat(console.printed())
                .contains("ipcbox: line 1: no memory for a line of 80000 bytes; start java with a larger -Xmx");
    }

    @Test
    void linesThatCameAtOnceAreSentTogetherAndInOrder() {
        assertThat(loop("1\n2 3\n\n4\n").run()).isZero();
        assertThat(publisher.published()).containsExactly("1\n", "2 3\n", "4\n");
        assertThat(publisher.batches()).containsExactly(3);
    }

    @Test
    void lineIsNotKeptForOneThatHasNotCome() {
        List<String> atEachLook = new ArrayList<>();
        InputStream input = new SequenceInputStream(
                bytes("1\n2\n3"), new LookingStream(() -> atEachLook.addAll(publisher.published())));
        loop(new StreamLines(input, 100, true)).run();
        assertThat(atEachLook).containsExactly("1\n", "2\n");
        assertThat(publisher.published()).containsExactly("1\n", "2\n", "3\n");
    }

    /** An empty stream that runs an action when its first byte is read. */
    private static final class LookingStream extends InputStream {
        private final Runnable look;

        LookingStream(Runnable look) {
            this.look = look;
        }

        @Override
        public int read() {
            look.run();
            return -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return read();
        }
    }

    @Test
    void wrongLineAmongThoseThatCameAtOnceKeepsNoneBack() {
        assertThat(loop("1\n2\nx3\n3x\n4\n5\n").run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("1\n", "2\n", "4\n", "5\n");
        assertThat(console.printed())
                .contains("ipcbox: line 4: not an integer: \"3x\" (word 1 of 1); nothing was sent");
    }

    @Test
    void linesBeforeACommandAreSentBeforeItIsDone() {
        List<String> atCommand = new ArrayList<>();
        console.onLine(() -> atCommand.addAll(publisher.published()));
        assertThat(loop("1\n2\nclients\n3\n").run()).isZero();
        assertThat(atCommand).containsExactly("1\n", "2\n");
    }

    @Test
    void longLineAmongShortOnesKeepsItsPlace() {
        String longLine = "7 ".repeat(20_000) + "7";
        assertThat(loop(new StreamLines(bytes("1\n2\n" + longLine + "\n3\n"), 100_000, true))
                        .run())
                .isZero();
        assertThat(publisher.published()).containsExactly("1\n", "2\n", longLine + "\n", "3\n");
        assertThat(publisher.batches()).containsExactly(2, 1, 1);
    }

    @Test
    void failureOfATransportIsToldOnceForTheLinesThatWentTogether() {
        publisher.onPublish(() -> {
            publisher.onPublish(() -> {});
            throw new IllegalStateException("it is broken");
        });
        assertThat(loop("1\n2\nclients\n3\n").run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("3\n");
        assertThat(console.printed()).containsOnlyOnce("ipcbox: line 2: it is broken");
    }

    @Test
    void gatesAreWaitedForInOrderBeforeTheGreeting() {
        gates.add(() -> console.line("first"));
        gates.add(() -> console.line("second"));
        loop("").run();
        assertThat(console.printed()).containsExactly("first", "second", GREETING);
    }

    @Test
    void failingGateEndsTheRun() {
        gates.add(() -> {
            throw new IllegalStateException("no clients came");
        });
        assertThat(loop("1\n").run()).isEqualTo(1);
        assertThat(console.printed()).containsExactly("ipcbox: no clients came");
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void exitCodeIsToldToSpring() {
        ShellLoop loop = loop("x\n");
        assertThat(loop.getExitCode()).isZero();
        loop.run();
        assertThat(loop.getExitCode()).isEqualTo(1);
    }

    @Test
    void lossOfStandardOutputEndsTheRunAsFailed() {
        publisher.onPublish(console::lose);
        InputStream oneByOne = new SequenceInputStream(bytes("1\n"), bytes("2\n"));
        assertThat(loop(new StreamLines(oneByOne, 100, true)).run()).isEqualTo(1);
        assertThat(publisher.published()).containsExactly("1\n");
    }

    @Test
    void anotherThreadEndsALoopThatWaitsForALine() throws Exception {
        Pipe silent = Pipe.open();
        CountDownLatch greeted = new CountDownLatch(1);
        gates.add(greeted::countDown);
        try (var source = silent.source();
                var sink = silent.sink()) {
            ShellLoop loop = loop(new StreamLines(Channels.newInputStream(source), 100, true));
            FutureTask<Integer> run = new FutureTask<>(loop::run);
            Thread.ofPlatform().start(run);
            greeted.await();
            loop.end(3);
            loop.end(4);
            assertThat(run.get()).isEqualTo(3);
            assertThat(sink.isOpen()).isTrue();
        }
    }

    @Test
    void anotherThreadEndsALoopBehindAClosedGate() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        gates.add(() -> {
            waiting.countDown();
            new CountDownLatch(1).await();
        });
        ShellLoop loop = loop("1\n");
        FutureTask<Integer> run = new FutureTask<>(loop::run);
        Thread.ofPlatform().start(run);
        waiting.await();
        loop.end(3);
        assertThat(run.get()).isEqualTo(3);
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void loopThatWasEndedBeforeItRanReadsNothing() {
        ShellLoop loop = loop("1\n");
        loop.end(3);
        assertThat(loop.run()).isEqualTo(3);
        assertThat(publisher.published()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private ShellLoop loop(String input) {
        return loop(new StreamLines(bytes(input), 100, true));
    }

    private ShellLoop loop(LineSource source) {
        var server = RecordingServer.serverOf(publisher);
        CommandTree tree = RecordingServer.treeOf(server, Optional.empty());
        CommandRegistry registry = ShellConfiguration.registry(tree, false, () -> console);
        return new ShellLoop(
                source,
                new LineInterpreter(server, new ShellParser(tree, false), registry, console),
                console,
                gates,
                ShellSettings.LINE_UP);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
