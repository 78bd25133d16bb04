package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.docs.ConsoleBlock;
import io.ipcbox.docs.ConsoleBlock.Step;
import io.ipcbox.docs.Likeness;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A block whose commands run in bash, one after the other. Only the last may end by Ctrl-C. */
final class ScriptSession implements DocumentedSession {
    /** Printed after each command, with its exit code. */
    private static final String MARK = "\036";

    /** Commands that start several processes, whose lines come in any order. */
    private static final Pattern SIDE_BY_SIDE =
            Pattern.compile(" & |scripts/ipcbox (?:lab (?:pipe|memory|deadlock)|scheduler|counter)");

    private static final int INTERRUPTED = 130;

    private final ConsoleBlock block;
    private final DocumentedCommands commands;
    private final IpcboxProcess process;

    ScriptSession(ProcessChannel channel, ConsoleBlock block, DocumentedCommands commands) {
        this.block = block;
        this.commands = commands;
        String script = block.steps().stream().map(ScriptSession::inScript).collect(Collectors.joining());
        this.process = channel.run(block.where(), commands.inBash("exec 2>&1\n" + script));
    }

    private static String inScript(Step step) {
        return step.endsByCtrlC()
                ? "exec " + step.command() + "\n"
                : step.command() + "\nstatus=$?; wait; printf '" + MARK + "%d\\n' $status\n";
    }

    @Override
    public void awaitFirstLine() {
        block.steps().stream()
                .flatMap(step -> step.printed().stream())
                .findFirst()
                .ifPresent(this::await);
    }

    private void await(String documented) {
        process.awaitOut(line -> Likeness.ofLine(documented, commands.givenBack(line)), documented);
    }

    @Override
    public void finish() {
        Step last = block.steps().getLast();
        if (last.endsByCtrlC()) {
            await(last.beforeCtrlC().stream()
                    .filter(line -> !line.equals(Likeness.ANYTHING))
                    .reduce("", (_, later) -> later));
            process.signal("INT");
        }
        int exitCode = process.exitCode();
        assertThat(exitCode).as(process::toString).isEqualTo(last.endsByCtrlC() ? INTERRUPTED : 0);
        String output = String.join("\n", process.out()) + "\n";
        for (Step step : block.steps()) {
            int end = step.endsByCtrlC() ? output.length() : output.indexOf(MARK);
            assertThat(end).as("the end of %s in %s", step.command(), process).isNotNegative();
            compare(
                    step,
                    output.substring(0, end).lines().map(commands::givenBack).toList());
            String behind = output.substring(end);
            if (!step.endsByCtrlC()) {
                boolean succeeded = behind.startsWith(MARK + "0\n");
                assertThat(succeeded).as("success of " + step.command()).isNotEqualTo(tellsAFailure(step));
            }
            output = behind.substring(behind.indexOf('\n') + 1);
        }
    }

    @Override
    public void close() {
        process.kill();
    }

    private static boolean tellsAFailure(Step step) {
        return step.printed().stream().anyMatch(line -> line.startsWith("ipcbox: "));
    }

    private void compare(Step step, List<String> printed) {
        List<String> documented = step.withoutCtrlC();
        boolean isAlike = SIDE_BY_SIDE.matcher(step.command()).find()
                ? Likeness.inAnyOrder(documented, printed)
                : Likeness.inOrder(documented, printed);
        assertThat(isAlike)
                .as("%s: $ %s%nprints:%n%s", block.where(), step.command(), String.join("\n", printed))
                .isTrue();
    }
}
