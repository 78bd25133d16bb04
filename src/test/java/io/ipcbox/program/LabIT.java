package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classroom programs in pipes: what they ask, what they print, what they refuse. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LabIT {
    private static final int MILLION = 1_000_000;

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void listHasALineForEachProgram() {
        assertThat(run("lab").out())
                .extracting(line -> line.split("  ")[0])
                .containsExactly(
                        "lab pipe", "lab queue", "lab memory", "lab race", "lab deadlock", "scheduler", "counter");
    }

    @ParameterizedTest
    @CsvSource({"lab,", "lab, pipe", "lab, queue", "lab, memory", "lab, race", "lab, deadlock", "scheduler,", "counter,"
    })
    void everyProgramHasHelp(String first, String second) {
        IpcboxProcess help = second == null ? run(first, "--help") : run(first, second, "--help");
        assertThat(help.out().getFirst())
                .startsWith("usage: ipcbox " + first + (second == null ? "" : " " + second) + " ");
    }

    @Test
    void pipeSendsEachItemAndShowsAllButTheEnd() {
        List<String> lines = run("lab", "pipe", "--data", "5,7,0").out();
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "Messages Sent: 5",
                        "Messages Sent: 7",
                        "Messages Sent: 0",
                        "Messages Received: 5",
                        "Messages Received: 7")
                .containsSubsequence("Messages Sent: 5", "Messages Sent: 7", "Messages Sent: 0")
                .containsSubsequence("Messages Sent: 5", "Messages Received: 5", "Messages Received: 7")
                .containsSubsequence("Messages Sent: 7", "Messages Received: 7");
    }

    // The original waits for the 0 indefinitely.
    @Test
    void pipeWithoutAnEndMarkEndsToo() {
        assertThat(run("lab", "pipe", "--data", "5").out()).containsExactly("Messages Sent: 5", "Messages Received: 5");
    }

    // The original loses them silently.
    @ParameterizedTest
    @CsvSource({"'5,0,7', 1 item after it is", "'5,0,7,8', 2 items after it are", "'0,0', 1 item after it is"})
    void itemsBehindTheEndMarkAreNotLostInSilence(String data, String left) {
        IpcboxProcess pipe = run("lab", "pipe", "--data", data);
        assertThat(pipe.err()).containsExactly("ipcbox: 0 marks the end: " + left + " not sent");
        assertThat(pipe.out()).doesNotContain("Messages Sent: 7");
    }

    @Test
    void pipeTakesItsItemsFromStandardInput() {
        IpcboxProcess pipe = typeInto("pipe", "-4 +6", "0");
        assertThat(pipe.exitCode()).isZero();
        // Two processes print: only the lines of one process have an order.
        assertThat(pipe.out())
                .containsSubsequence("Messages Sent: -4", "Messages Sent: 6", "Messages Sent: 0")
                .containsSubsequence("Messages Received: -4", "Messages Received: 6")
                .hasSize(5);
    }

    @Test
    void standardInputMayBeTheAnswersToTheQuestions() {
        IpcboxProcess queue = typeInto("queue", "5", "12", "34", "423", "2", "1");
        assertThat(queue.exitCode()).isZero();
        assertThat(queue.out())
                .containsExactly("Queue = list * 10", "Queue elements:", "120", "340", "4230", "20", "10");
    }

    @Test
    void queueMultipliesByTen() {
        assertThat(run("lab", "queue", "--data", "12,34,423,2,1").out())
                .containsExactly("Queue = list * 10", "Queue elements:", "120", "340", "4230", "20", "10");
    }

    @Test
    void queueTakesItsItemsFromStandardInput() {
        IpcboxProcess queue = typeInto("queue", "12", "34", "", "423 2 1");
        assertThat(queue.exitCode()).isZero();
        assertThat(queue.out())
                .containsExactly("Queue = list * 10", "Queue elements:", "120", "340", "4230", "20", "10");
    }

    @Test
    void memoryMultipliesByTenAndAdds() {
        assertThat(run("lab", "memory", "--data", "22,33,4,55").out())
                .containsExactly(
                        "Result(in process p1): [220, 330, 40, 550]",
                        "Sum of squares(in process p1): 1140",
                        "Result(in main program): [220, 330, 40, 550]",
                        "Sum of squares(in main program): 1140");
    }

    @Test
    void memoryTakesItsItemsFromStandardInput() {
        IpcboxProcess memory = typeInto("memory", "1 2");
        assertThat(memory.exitCode()).isZero();
        assertThat(memory.out().getFirst()).isEqualTo("Result(in process p1): [10, 20]");
    }

    @Test
    void linesOfStandardInputAreThoseThatTheServerReads() {
        IpcboxProcess memory = typeInto("memory", "\uFEFF1\r\n2\r\uFEFF3\t4");
        assertThat(memory.exitCode()).as(memory::toString).isZero();
        assertThat(memory.out().getFirst()).isEqualTo("Result(in process p1): [10, 20, 30, 40]");

        IpcboxProcess refusing = channel.start("lab", "memory");
        refusing.write("1 2\n".getBytes(StandardCharsets.UTF_16));
        refusing.endInput();
        assertThat(refusing.exitCode()).isEqualTo(1);
        assertThat(refusing.err()).containsExactly("ipcbox: the input is UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
    }

    // In the original, a 32-bit product overflows.
    @Test
    void productsAreExact() {
        String most = Long.toString(Long.MAX_VALUE);
        String product =
                BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TEN).toString();
        String least = Long.toString(Long.MIN_VALUE);
        assertThat(run("lab", "queue", "--data", most + ",214748365").out()).contains(product, "2147483650");
        assertThat(run("lab", "memory", "--data", most + "," + least).out())
                .contains("Result(in main program): [" + product + ", -92233720368547758080]")
                .contains("Sum of squares(in main program): -10");
    }

    @ParameterizedTest
    @CsvSource({
        "pipe, x, not an integer: \"x\" (word 1 of 1)",
        "queue, 1 2x 3, not an integer: \"2x\" (word 2 of 3)",
        "memory, '1,,2', 'an integer is missing in \"1,,2\"'",
        "pipe, '1\f2', 'not an integer: \"1\\x0C2\" (word 1 of 1)'",
        "queue, '', an integer is missing"
    })
    void badInputIsAFailure(String program, String input, String message) {
        IpcboxProcess lab = typeInto(program, input);
        assertThat(lab.exitCode()).isEqualTo(1);
        assertThat(lab.err()).containsExactly("ipcbox: standard input: " + message);
        assertThat(lab.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pipe, '1,2x', 'not an integer: \"2x\" (word 2 of 2)'",
        "queue, ',', 'an integer is missing in \",\"'",
        "memory, '', an integer is missing"
    })
    void badDataOnTheCommandLineAreWrongUse(String program, String data, String message) {
        IpcboxProcess lab = channel.start("lab", program, "--data", data);
        assertThat(lab.exitCode()).isEqualTo(2);
        assertThat(lab.err().getFirst()).isEqualTo("ipcbox: " + message);
    }

    /** The next lines may be answers or commands. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab queue;3;1;x;3;help;4 | line 1: item 2 of 3: not an integer: \"x\" (word 1 of 1)",
                "lab pipe;two;1;2;help | line 1: the size: not an integer: \"two\" (word 1 of 1)"
            })
    void nothingOfAScriptRunsAfterABadAnswer(String script, String error) {
        IpcboxProcess server = channel.start("server");
        server.type(script.split(";"));
        server.endInput();
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.err()).containsExactly("ipcbox: " + error + "; the rest of the input is not read");
        assertThat(server.out().getLast()).startsWith("Enter ");
    }

    @Test
    void millionItemsGoThroughTheQueue() {
        IpcboxProcess queue = channel.start("lab", "queue");
        typeNumbers(queue);
        assertThat(queue.exitCode()).isZero();
        assertThat(queue.out().subList(1, 2)).containsExactly("Queue elements:");
        assertThat(queue.out().subList(2, MILLION + 2))
                .isEqualTo(numbers().mapToObj(n -> Long.toString(n * 10)).toList());
    }

    @Test
    void millionItemsGoThroughThePipe() {
        IpcboxProcess pipe = channel.start("lab", "pipe");
        typeNumbers(pipe);
        assertThat(pipe.exitCode()).isZero();
        // Compared as a whole: AssertJ's other ways take minutes for so many.
        assertThat(pipe.out().stream()
                        .filter(line -> line.startsWith("Messages Received: "))
                        .toList())
                .isEqualTo(numbers().mapToObj(n -> "Messages Received: " + n).toList());
    }

    @Test
    void millionItemsFitIntoTheMemory() {
        IpcboxProcess memory = channel.start("lab", "memory");
        typeNumbers(memory);
        assertThat(memory.exitCode()).isZero();
        String results = numbers().mapToObj(n -> Long.toString(n * 10)).collect(Collectors.joining(", ", "[", "]"));
        assertThat(memory.out().get(2)).isEqualTo("Result(in main program): " + results);
        assertThat(memory.out().get(3)).isEqualTo("Sum of squares(in main program): 5000005000000");
    }

    @ParameterizedTest
    @CsvSource({"--posix", "--sysv"})
    void schedulerSortsWhatTheChildrenDraw(String family) {
        List<String> lines = run("scheduler", family, "--seed", "3").out();
        assertThat(lines).hasSize(13);
        assertThat(lines.stream()
                        .map(line -> line.replaceAll("^Child \\d+", "Child").replaceAll("(/ipcbox|0x).*", "NAME")))
                .containsExactlyInAnyOrder(
                        "Child generated: 2",
                        "Child generated: 7",
                        "Child generated: 11",
                        "Child generated: 16",
                        "Parent received from child 1: 2",
                        "Parent received from child 2: 7",
                        "Parent received from child 3: 11",
                        "Parent received from child 4: 16",
                        "Scheduler created shared memory: NAME",
                        "Parent received shared memory name: NAME",
                        "Scheduler read from shared memory: [2, 7, 11, 16]",
                        "Scheduler sorted numbers: [2, 7, 11, 16]",
                        "All processes complete and shared memory unlinked.");
        assertThat(lines)
                .containsSubsequence(
                        "Parent received from child 4: 16",
                        "Scheduler read from shared memory: [2, 7, 11, 16]",
                        "Scheduler sorted numbers: [2, 7, 11, 16]",
                        "All processes complete and shared memory unlinked.");
    }

    @Test
    void schedulerHasTheNumberOfChildrenAskedFor() {
        List<String> lines = run("scheduler", "--children", "7").out();
        assertThat(lines.stream().filter(line -> line.startsWith("Child "))).hasSize(7);
        List<Integer> read = list(lines, "Scheduler read from shared memory: ");
        assertThat(read).hasSize(7).allMatch(number -> number >= 0 && number < 20);
        assertThat(list(lines, "Scheduler sorted numbers: "))
                .isEqualTo(read.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "scheduler --children 0, the number of children must be between 1 and 100: 0",
        "scheduler --posix --sysv, ''"
    })
    void impossibleOptionsAreWrongUse(String words, String message) {
        IpcboxProcess lab = channel.start(words.split(" "));
        assertThat(lab.exitCode()).isEqualTo(2);
        assertThat(lab.err().getFirst()).startsWith("ipcbox: " + message);
    }

    @Test
    void raceShowsThatOnlyTheSemaphoreLosesNothing() {
        List<String> lines = run("lab", "race").out();
        String form = " a semaphore: 200000 additions, the counter shows %d: %d updates lost";
        assertThat(lines.getLast()).isEqualTo("with" + form.formatted(200_000, 0));
        for (String line : lines.subList(0, lines.size() - 1)) {
            long shown = Long.parseLong(line.replaceAll(".*shows (\\d+).*", "$1"));
            assertThat(shown).isBetween(2L, 200_000L);
            assertThat(line).isEqualTo("without" + form.formatted(shown, 200_000 - shown));
        }
    }

    @Test
    void deadlockIsDetectedExplainedAndReleased() {
        List<String> lines = run("lab", "deadlock").out();
        assertThat(lines.stream().map(line -> line.replaceAll("pid \\d+", "pid")))
                .containsSubsequence(
                        "Process-1 wants B",
                        "Deadlock: each waits for what the other holds.",
                        "  Process-1 holds A (semctl GETPID: pid) and waits for B",
                        "  Process-2 holds B (semctl GETPID: pid) and waits for A",
                        "Process-2 is killed; the kernel gives back what it held (SEM_UNDO).",
                        "Process-1 took B",
                        "Both take A, then B:",
                        "No deadlock: neither waits for A while holding B.")
                .containsSubsequence("Process-2 wants A", "Deadlock: each waits for what the other holds.");
        assertThat(lines.stream().filter("Process-2 took A"::equals)).hasSize(1);
    }

    private IpcboxProcess run(String... words) {
        IpcboxProcess process = channel.start(words);
        process.endInput();
        assertThat(process.exitCode()).as(process::toString).isZero();
        new LabProcesses(process).assertNothingLeft();
        return process;
    }

    private static LongStream numbers() {
        return LongStream.rangeClosed(1, MILLION);
    }

    private static void typeNumbers(IpcboxProcess process) {
        process.write(numbers().mapToObj(Long::toString).collect(Collectors.joining("\n", "", "\n")));
        process.endInput();
    }

    private IpcboxProcess typeInto(String program, String... lines) {
        IpcboxProcess lab = channel.start("lab", program);
        lab.type(lines);
        lab.endInput();
        return lab;
    }

    private static List<Integer> list(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .flatMap(list -> Stream.of(list.substring(1, list.length() - 1).split(", ")))
                .map(Integer::valueOf)
                .toList();
    }
}
