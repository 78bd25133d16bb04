package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One server that reads a pipe, and ten clients of all mechanisms and statistics, for all tests of the class: each test
 * sends some lines and looks at the answers to exactly these. So an answer too many or too few fails a test as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BroadcastIT {
    @RegisterExtension
    static final ProcessChannel CHANNEL = new ProcessChannel();

    private final Map<String, IpcboxProcess> clients = new LinkedHashMap<>();
    private IpcboxProcess server;
    /** Lines typed, for the places in error messages; and those of them that clients answer. */
    private int typed;

    private int sent;

    /** The server comes first here; the first line waits for the last client. */
    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void startServerAndTenClients() {
        server = CHANNEL.start("server", "--ipcbox.server.await-clients=10");
        server.awaitOut("Server is ready. You can type integers and then press [ENTER].");
        server.type("0");
        typed = 1;
        sent = 1;
        Stream.of("socket", "pipe", "shm").forEach(mechanism -> start("client-" + mechanism, "values"));
        start("client-socket", "mean");
        start("client-pipe", "median");
        start("client-shm", "mode");
        start("client-socket", "count");
        start("client-pipe", "min");
        start("client-shm", "max");
        start("client-pipe", "all");
        clients.forEach((name, client) ->
                assertThat(client.awaitOut(1, 1)).as(name).containsExactly(expected(name, 0, 1, "0")));
    }

    private void start(String role, String statistic) {
        clients.put(statistic + " of " + role, CHANNEL.start(role, "--ipcbox.client.statistic=" + statistic));
    }

    @Test
    void eachClientGetsAThousandLinesInOrder() {
        List<String> lines = IntStream.range(0, 1000)
                .mapToObj(i -> (i + " ").repeat(1 + i % 7).strip())
                .toList();
        send(lines);
        clients.keySet()
                .forEach(name -> assertThat(answers(name, 1000))
                        .as(name)
                        .isEqualTo(IntStream.range(0, 1000)
                                .mapToObj(i -> expected(name, i, 1 + i % 7, lines.get(i)))
                                .toList()));
    }

    private static String expected(String name, long value, int count, String line) {
        return switch (name.substring(0, name.indexOf(' '))) {
            case "values" -> "Values are " + line;
            case "mean" -> "Mean is " + value;
            case "median" -> "Median is " + value;
            case "mode" -> "Mode is " + value;
            case "count" -> "Count is " + count;
            case "min" -> "Min is " + value;
            case "max" -> "Max is " + value;
            default ->
                "Count is %d, min is %2$d, max is %2$d, sum is %3$d, mean is %2$d, median is %2$d, mode is %2$d"
                        .formatted(count, value, count * value);
        };
    }

    @Test
    void shorterLineAfterALongOneShowsNothingOfIt() {
        List<String> lines = List.of(numbers(421), numbers(10_000), "7 8", numbers(422), "9");
        send(lines);
        Stream.of("socket", "pipe", "shm")
                .forEach(mechanism -> assertThat(answers("values of client-" + mechanism, lines.size()))
                        .as(mechanism)
                        .isEqualTo(
                                lines.stream().map(line -> "Values are " + line).toList()));
        assertThat(answers("count of client-socket", lines.size()))
                .containsExactly("Count is 421", "Count is 10000", "Count is 2", "Count is 422", "Count is 1");
        assertThat(answers("max of client-shm", lines.size()))
                .containsExactly("Max is 421", "Max is 10000", "Max is 8", "Max is 422", "Max is 9");
    }

    private static String numbers(int count) {
        return String.join(
                " ", LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList());
    }

    @Test
    void everyStatisticIsExact() {
        send(List.of("1 5 5 10 15 2 3", "2 1 2 1", "9223372036854775807 9223372036854775807 -9223372036854775808"));
        Map<String, List<String>> expected = Map.of(
                "mean of client-socket",
                List.of("Mean is 5.85714285714286", "Mean is 1.5", "Mean is 3074457345618258602"),
                "median of client-pipe",
                List.of("Median is 5", "Median is 1.5", "Median is 9223372036854775807"),
                "mode of client-shm",
                List.of("Mode is 5", "Modes are 2, 1", "Mode is 9223372036854775807"),
                "values of client-shm",
                List.of(
                        "Values are 1 5 5 10 15 2 3",
                        "Values are 2 1 2 1",
                        "Values are 9223372036854775807 9223372036854775807 -9223372036854775808"),
                "count of client-socket",
                List.of("Count is 7", "Count is 4", "Count is 3"),
                "min of client-pipe",
                List.of("Min is 1", "Min is 1", "Min is -9223372036854775808"),
                "max of client-shm",
                List.of("Max is 15", "Max is 2", "Max is 9223372036854775807"),
                "all of client-pipe",
                List.of(
                        "Count is 7, min is 1, max is 15, sum is 41, mean is 5.85714285714286, median is 5, mode is 5",
                        "Count is 4, min is 1, max is 2, sum is 6, mean is 1.5, median is 1.5, modes are 2, 1",
                        "Count is 3, min is -9223372036854775808, max is 9223372036854775807,"
                                + " sum is 9223372036854775806, mean is 3074457345618258602,"
                                + " median is 9223372036854775807, mode is 9223372036854775807"));
        expected.forEach((name, lines) -> assertThat(answers(name, 3)).as(name).isEqualTo(lines));
    }

    @Test
    void blankLinesAndLineEndsOfOtherSystemsDoNoHarm() {
        type("", "   ", "\t", "1 2\r", "\r", "  3\t4  ", "+5");
        sent += 3;
        clients.keySet().stream()
                .filter(name -> name.startsWith("values"))
                .forEach(name -> assertThat(answers(name, 3))
                        .as(name)
                        .containsExactly("Values are 1 2", "Values are 3 4", "Values are 5"));
    }

    @Test
    void badInputIsNamedWithItsPlaceAndTheRestGoesOn() {
        int before = server.err().size();
        int line = typed;
        type("4 3x 5 6", "9223372036854775808 1", "1.5", "11 12", "clinets", "1 2,3", "13");
        sent += 2;
        clients.keySet().stream()
                .filter(name -> name.startsWith("values"))
                .forEach(name ->
                        assertThat(answers(name, 2)).as(name).containsExactly("Values are 11 12", "Values are 13"));
        assertThat(server.awaitErr(before, 5))
                .containsExactly(
                        at(line + 1, "not an integer: \"3x\" (word 2 of 4); nothing was sent"),
                        at(
                                line + 2,
                                "not a 64-bit integer: \"9223372036854775808\" (word 1 of 2); integers lie between"
                                        + " -9223372036854775808 and 9223372036854775807; nothing was sent"),
                        at(line + 3, "not an integer: \"1.5\" (word 1 of 1); nothing was sent"),
                        at(line + 5, "unknown command: \"clinets\"; did you mean \"clients\"? try help"),
                        at(
                                line + 6,
                                "not an integer: \"2,3\" (word 2 of 2); separate integers by spaces: 1 2 3; nothing was"
                                        + " sent"));
    }

    private static String at(int line, String error) {
        return "ipcbox: line " + line + ": " + error;
    }

    /** The last line has no line feed; bad input, if there was any, is the only trouble that is remembered. */
    @AfterAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void endOfInputEndsEveryProcessInGoodOrder() {
        server.write("21 22");
        sent++;
        server.endInput();
        assertThat(server.exitCode()).isEqualTo(server.err().isEmpty() ? 0 : 1);
        assertThat(server.out()).hasSize(2);
        clients.forEach((name, client) -> {
            assertThat(client.exitCode()).as(name).isZero();
            assertThat(client.out()).as(name).hasSize(1 + sent);
            assertThat(client.err()).as(name).isEmpty();
        });
        assertThat(answers("values of client-pipe", 1)).containsExactly("Values are 21 22");
    }

    private void send(List<String> lines) {
        type(lines.toArray(String[]::new));
        sent += lines.size();
    }

    private void type(String... lines) {
        server.type(lines);
        typed += lines.length;
    }

    /** What a client said about the last lines; the first line of all is that it is ready. */
    private List<String> answers(String client, int count) {
        IpcboxProcess process = Objects.requireNonNull(clients.get(client), client);
        return new ArrayList<>(process.awaitOut(1 + sent - count, count));
    }
}
