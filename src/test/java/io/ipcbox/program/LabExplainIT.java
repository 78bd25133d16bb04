package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code --explain}: a column for each process, and in it the calls that the kernel really saw. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LabExplainIT {
    private static final Pattern QUEUE_CALL =
            Pattern.compile("(mq_timedsend|mq_timedreceive)\\((\\d+)(?:<[^>]*>)?, \"([^\"]*)\", .*?\\) += (-?\\d+)");

    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void messageCrossesFromColumnToColumn() {
        List<String> lines = run("lab", "pipe", "--data", "5,0", "--explain").out();
        int column = lines.getFirst().indexOf("Receiver");
        assertThat(lines.getFirst()).startsWith("Sender ");
        int sent = lines.indexOf("  write(1<stdout>, [05 00 00 00 00 00 00 00], 8) = 8");
        int received = indexAt(lines, column, "  read(0<stdin>, [05 00 00 00 00 00 00 00], 8) = 8");
        assertThat(sent).isPositive().isLessThan(received);
        // The order of two processes is unknown; the order of the calls of each is fixed.
        assertThat(lines.subList(0, sent).stream().filter(line -> !isIn(column, line)))
                .last()
                .asString()
                .startsWith("Messages Sent: 5 ");
        assertThat(lines.subList(received + 1, lines.size()).stream().filter(line -> isIn(column, line)))
                .first()
                .asString()
                .endsWith(" Messages Received: 5");
    }

    /** True if the text of the line begins in that column or to its right. */
    private static boolean isIn(int column, String line) {
        return line.length() > column && line.substring(0, column).matches("[ |]*");
    }

    @Test
    void loadsAndStoresInMemoryAreShownToo() {
        assertThat(run("lab", "memory", "--data", "22,33", "--explain").out())
                .anyMatch(line -> line.matches("  store \\[1] = 33 +\\|"))
                .anyMatch(line -> line.matches("\\| +store \\[1] = 330"))
                .anyMatch(line -> line.matches("\\| +store \\[2] = 550"))
                .anyMatch(line -> line.matches(" {2}linkat\\(.*/dev/shm/ipcbox-.*\\) = 0.*"));
    }

    @Test
    void raceIsShortWhenExplained() {
        List<String> lines = run("lab", "race", "--explain", "--times", "2").out();
        assertThat(lines).last().asString().isNotEmpty();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("with a semaphore: 4 additions, the counter shows 4: 0 updates lost"))
                .anyMatch(line -> line.contains("store counter = 1"))
                .anyMatch(line -> line.contains("sem_post(0x"));
    }

    /** strace shows the same run: every call that is shown was made, in that order, with that result. */
    @Test
    void theKernelSawWhatIsShown() {
        Path trace = channel.work().resolve("trace");
        IpcboxProcess queue = channel.startBy(
                "exec strace -qq -ff -s 64 -e trace=mq_timedsend,mq_timedreceive -e signal=none -o " + trace
                        + " \"$@\"",
                "lab",
                "queue",
                "--data",
                "12,34,423,2,1",
                "--explain");
        queue.endInput();
        int exitCode = queue.exitCode();
        assumeTrue(
                exitCode != 127 && queue.err().stream().noneMatch(line -> line.contains("PTRACE")),
                "needs strace, and to be allowed to use it");
        assertThat(exitCode).as(queue::toString).isZero();
        List<String> shown = calls(queue.out().stream());
        List<String> seen = calls(traces().stream());
        assertThat(shown).hasSize(12).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(sends(shown)).isEqualTo(sends(seen)).hasSize(6);
    }

    private List<String> traces() {
        try (Stream<Path> files = Files.list(channel.work())) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Function, message and result of every call on a queue that had an effect. */
    private static List<String> calls(Stream<String> lines) {
        return lines.map(QUEUE_CALL::matcher)
                .filter(Matcher::find)
                .filter(call -> !call.group(4).startsWith("-"))
                .map(call -> call.group(1) + " " + call.group(3) + " " + call.group(4))
                .toList();
    }

    private static List<String> sends(List<String> calls) {
        return calls.stream().filter(call -> call.startsWith("mq_timedsend")).toList();
    }

    private IpcboxProcess run(String... words) {
        IpcboxProcess process = channel.start(words);
        process.endInput();
        assertThat(process.exitCode()).as(process::toString).isZero();
        new LabProcesses(process).assertNothingLeft();
        return process;
    }

    private static int indexAt(List<String> lines, int column, String text) {
        return lines.indexOf("|" + " ".repeat(column - 1) + text);
    }
}
