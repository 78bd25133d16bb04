package io.ipcbox.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.console.Input;
import io.ipcbox.console.PromptConsole;
import io.ipcbox.console.PromptTerminal;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.console.StreamConsole;
import io.ipcbox.console.TextLine;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.text.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.shell.core.command.CommandRegistry;

/** The prompt on a terminal inside this test: the effect of keys, and the contents of the screen. */
@Timeout(60)
class PromptTest {
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String UP = "\033OA";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LineDisciplineTerminal terminal;
    private final LineReader reader;
    private final PromptConsole console;

    PromptTest() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8);
        terminal.setSize(new Size(80, 24));
        reader = readerOn(terminal);
        console = new PromptConsole(
                reader, () -> reader.readLine("ipcbox> "), new StreamConsole(out, err, UTF_8), UTF_8, true);
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 1 2", "clients", "it's \"", "back\\slash \\", "!! !x", "3 ^1", "é 日本", "\"a b"})
    void lineComesAsTyped(String typed) throws Exception {
        type(typed + "\r");
        assertThat(nextText()).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource({"help caf,'',caf\uFFFD", "é a,'b c',a\uFFFDb", "'','',\uFFFD"})
    void bytesThatAreNotUtf8AreRefused(String before, String behind, String word) throws Exception {
        for (int line = 0; line < 2; line++) {
            type(before);
            terminal.processInputBytes(new byte[] {(byte) 0xE9});
            type(behind + "\r");
        }
        String refusal = "not UTF-8: \"" + word + "\"";
        assertThatThrownBy(this::nextText).isInstanceOf(UsageException.class).hasMessage(refusal);
        assertThatThrownBy(() -> console.ask("which? "))
                .isInstanceOf(UsageException.class)
                .hasMessage(refusal);
    }

    @Test
    void typedLineHasNoPlace() throws Exception {
        type("1\r");
        assertThat(((TextLine) console.next()).place()).isEmpty();
        assertThat(console.isScript()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"cl,'clients '", "qu,'quit '", "help se,'help send '", "clients --h,'clients --help '"})
    void tabulatorCompletesNames(String typed, String completed) throws Exception {
        type(typed + "\t\r");
        assertThat(nextText()).isEqualTo(completed);
    }

    /** Types like a terminal that does not mark a paste: the bytes arrive fast and unmarked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\t2\t3\t3",
                "\t1 2",
                "1 2\t",
                "1 2\f3 4",
                "1 2 \f3",
                "1\u000B2",
                "1\0002",
                "1 \0002",
                "send 1 2\t3",
                "send\t1\t2",
                "send 1 2\f3",
                "clients\tx",
                "cli\fents",
                "cli\u000Bents",
                "cli\0ents",
                "1\0362",
                "\0cli",
            })
    void noCharacterOfAPasteVanishes(String pasted) throws Exception {
        type(pasted + "\r");
        assertThat(nextText()).isEqualTo(pasted);
    }

    /** All keys except those that end a line, begin a sequence, delete or raise a signal. */
    static Stream<String> controlCharacters() {
        return IntStream.range(0, ' ')
                .filter(code -> "\3\b\n\r\32\33\34".indexOf(code) < 0)
                .mapToObj(Character::toString);
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void noControlCharacterOfAPasteVanishes(String character) throws Exception {
        for (String pasted :
                List.of("12" + character + "3", "1 2" + character + character + " 3", "cli" + character + "ex")) {
            type(pasted + "\r");
            assertThat(nextText()).isEqualTo(pasted);
        }
    }

    /** The speed of the bytes does not matter, nor whether a user types them. */
    @ParameterizedTest
    @CsvSource({"1 2,'\t'", "1 2,'\f'", "1 2,'\u000B'", "1 2,'\u0000'", "send 1 2,'\t'", "send 1 2,'\f'"})
    void charactersAmongNumbersAreNoKeys(String before, String character) throws Exception {
        FutureTask<Input> next = readInBackground(before);
        type(character);
        await(() -> reader.getBuffer().toString().equals(before + character));
        type("3\r");
        assertThat(((TextLine) next.get()).text()).isEqualTo(before + character + "3");
    }

    @ParameterizedTest
    @CsvSource({"cli,'\u000B'", "'','\u000B'", "cli,'\f'", "'','\f'", "12,'\002'", "12,'\005'", "12,'\004'"})
    void keysOfAUserStayKeys(String before, String key) throws Exception {
        FutureTask<Input> next = readInBackground(before);
        type(key + "\r");
        assertThat(((TextLine) next.get()).text()).isEqualTo(before);
    }

    @Test
    void controlCharactersAreShownInsteadOfObeyed() throws Exception {
        type("\033[200~1\033[2J\033[201~\r");
        assertThat(nextText()).isEqualTo("1\033[2J");
        assertThat(highlighted("1\f2")).isEqualTo("1^L2");
        assertThat(highlighted("cli\0ents 1\t\033[2J")).contains("cli^@ents").endsWith(" 1\t^[[2J");
    }

    @Test
    void answersMayBePastedBehindTheirCommand() throws Exception {
        type("\033[200~lab\r5\t6\r\r7\rclients\033[201~\r");
        assertThat(nextText()).isEqualTo("lab");
        assertThat(answer("first? ")).isEqualTo("5\t6");
        assertThat(answer("second? ")).isEmpty();
        assertThat(answer("third? ")).isEqualTo("7");
        assertThat(screen.toString(UTF_8)).contains("third? 7");
        assertThat(nextText()).isEqualTo("clients");
    }

    @Test
    void answerIsOneLineAndKeepsItsTabulators() throws Exception {
        type("a\tb\r\033[200~1\r2\033[201~\r\r");
        assertThat(answer("first? ")).isEqualTo("a\tb");
        assertThat(answer("second? ")).isEqualTo("1");
        assertThat(nextText()).isEqualTo("2");
        assertThat(answer("third? ")).isEmpty();
    }

    @Test
    void arrowBringsTheLastLineBack() throws Exception {
        type("1 2\r" + UP + " 3\r");
        assertThat(nextText()).isEqualTo("1 2");
        assertThat(nextText()).isEqualTo("1 2 3");
    }

    @Test
    void linesPastedTogetherComeOneByOne() throws Exception {
        type("\033[200~1 2\r3\t4\r\rx\033[201~\r");
        assertThat(nextText()).isEqualTo("1 2");
        assertThat(nextText()).isEqualTo("3\t4");
        assertThat(nextText()).isEmpty();
        assertThat(nextText()).isEqualTo("x");
    }

    @Test
    void controlDEndsWithSuccess() throws Exception {
        type(CTRL_D);
        assertThat(console.next()).isEqualTo(new Input.End(0, ""));
    }

    @Test
    void controlDThatCameBeforeThePromptEndsToo() throws Exception {
        type("\0");
        assertThat(console.next()).isEqualTo(new Input.End(0, ""));
    }

    @Test
    void controlDInALineEndsNothing() throws Exception {
        type("12" + CTRL_D + "\r");
        assertThat(nextText()).isEqualTo("12");
    }

    @Test
    void controlCOnAnEmptyLineEndsAsInterrupted() throws Exception {
        FutureTask<Input> next = readInBackground("");
        type(CTRL_C);
        assertThat(next.get()).isEqualTo(new Input.End(130, "Ctrl-C: the server ends"));
    }

    @Test
    void interruptWhileAKeyIsJudgedCountsAsControlC() throws Exception {
        LineDisciplineTerminal interrupting = new LineDisciplineTerminal("test", "xterm", screen, UTF_8) {
            @Override
            public NonBlockingReader reader() {
                NonBlockingReader keys = super.reader();
                return new NonBlockingReader() {
                    @Override
                    protected int read(long timeout, boolean isPeek) throws IOException {
                        if (isPeek) {
                            throw new InterruptedIOException();
                        }
                        return keys.read(timeout);
                    }

                    @Override
                    public int readBuffered(char[] characters, int from, int length, long timeout) throws IOException {
                        return keys.readBuffered(characters, from, length, timeout);
                    }

                    @Override
                    public void close() throws IOException {
                        keys.close();
                    }
                };
            }
        };
        interrupting.setSize(new Size(80, 24));
        LineReader ofIt = readerOn(interrupting);
        interrupting.processInputBytes("cli\002".getBytes(UTF_8));
        assertThatThrownBy(() -> ofIt.readLine("ipcbox> ")).isInstanceOf(UserInterruptException.class);
        interrupting.close();
    }

    @Test
    void controlCInACommandInterruptsItAndPrintsNothing() {
        AtomicBoolean interrupted = new AtomicBoolean();
        console.interruptible(() -> {
            terminal.raise(Terminal.Signal.INT);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        assertThat(interrupted).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(screen.toString(UTF_8)).isEmpty();
    }

    @Test
    void clearEmptiesTheScreen() {
        BroadcastServer server = RecordingServer.serverOf(new RecordingPublisher());
        RecordingServer.treeOf(server, Optional.of(terminal)).run(List.of("clear"), new RecordingConsole());
        assertThat(screen.toString(UTF_8)).isEqualTo("\033[H\033[2J");
    }

    @Test
    void controlCClearsAHalfTypedLine() throws Exception {
        FutureTask<Input> next = readInBackground("12 3");
        type(CTRL_C);
        assertThat(((TextLine) next.get()).isBlank()).isTrue();
        type("4\r");
        assertThat(nextText()).isEqualTo("4");
    }

    @Test
    void whatIsPrintedStandsAboveTheHalfTypedLine() throws Exception {
        FutureTask<Input> next = readInBackground("12 3");
        int before = screen.size();
        console.line("Mean is 1\nMedian is 2");
        console.error("no");
        assertThat(screen.toString(UTF_8).substring(before))
                .containsSubsequence("Mean is 1", "Median is 2", "ipcbox> 12 3", "ipcbox: no", "ipcbox> 12 3");
        type("4\r");
        assertThat(((TextLine) next.get()).text()).isEqualTo("12 34");
        assertThat(out.size() + err.size()).isZero();
    }

    @Test
    void whatIsPrintedBetweenLinesIsPlain() {
        console.line("Mode is 1");
        assertThat(screen.toString(UTF_8).replace("\r", "")).isEqualTo("Mode is 1\n");
    }

    @Test
    void dataAreNotBroken() {
        String text = "12:00:00  " + "two  blanks ".repeat(10);
        console.data(text);
        assertThat(screen.toString(UTF_8)).contains(text);
    }

    @Test
    void printedEscapesDoNotReachTheTerminal() {
        console.line("a\033[2Jb");
        assertThat(screen.toString(UTF_8)).contains("a\\x1B[2Jb").doesNotContain("\033");
    }

    @Test
    void plainStreamsTakeOverWhenTheTerminalIsGone() {
        console.close();
        console.close();
        console.line("Mode is 1");
        console.error("no");
        assertThat(out.toString(UTF_8)).isEqualTo("Mode is 1\n");
        assertThat(err.toString(UTF_8)).isEqualTo("ipcbox: no\n");
        assertThat(screen.size()).isZero();
    }

    @Test
    void terminalIsLeftTidyWhenItIsClosedInTheMiddleOfALine() throws Exception {
        FutureTask<Input> next = readInBackground("12 3");
        int before = screen.size();
        console.close();
        assertThat(screen.toString(UTF_8).substring(before)).contains("\n").contains("\033[?2004l");
        type("\r");
        assertThat(next.get()).isInstanceOf(TextLine.class);
    }

    @Test
    void onlyWrongCommandsAreRed() {
        String red = "\033[31m";
        assertThat(highlighted("12 ab")).isEqualTo("12 ab");
        assertThat(highlighted("-")).isEqualTo("-");
        assertThat(highlighted("# 1")).isEqualTo("# 1");
        assertThat(highlighted("cli")).isEqualTo("cli");
        assertThat(highlighted(" clients")).contains("\033[1mclients");
        assertThat(highlighted("clients x")).contains("\033[1mclients").doesNotContain(red);
        assertThat(highlighted("cli x")).contains(red + "cli");
        assertThat(highlighted("clinets")).contains(red + "clinets");
    }

    private String highlighted(String buffer) {
        return new CommandColors(registry()).highlight(reader, buffer).toAnsi(terminal);
    }

    private String answer(String question) {
        return new String(console.ask(question).orElseThrow(), UTF_8);
    }

    private String nextText() {
        return ((TextLine) console.next()).text();
    }

    private void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    /** Returns when the screen shows what was typed. */
    private FutureTask<Input> readInBackground(String typed) throws IOException {
        FutureTask<Input> next = new FutureTask<>(console::next);
        Thread.ofPlatform().daemon().start(next);
        await(reader::isReading);
        type(typed);
        await(() -> screen.toString(UTF_8).contains("ipcbox> ")
                && reader.getBuffer().toString().equals(typed));
        return next;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            // The time limit of the test arrives as an interrupt.
            assertThat(Thread.interrupted()).isFalse();
            Thread.onSpinWait();
        }
    }

    private static CommandRegistry registry(CommandTree tree) {
        List<Word> words = new ArrayList<>(tree.words());
        words.addAll(Typed.TREE.words());
        return ShellConfiguration.registry(new CommandTree(words), false, RecordingConsole::new);
    }

    private static LineReader readerOn(Terminal terminal) {
        return PromptTerminal.reader(terminal, new CommandCompletion(registry()), new CommandColors(registry()));
    }

    private static CommandRegistry registry() {
        return registry(RecordingServer.treeOf(RecordingServer.serverOf(new RecordingPublisher()), Optional.empty()));
    }
}
