package io.ipcbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code console} block: commands after {@code $}, each followed by its output. A block whose first line is {@code #
 * terminal N} runs at the same time as the adjacent blocks with other numbers.
 *
 * @param where the file and line
 * @param isBesideOthers whether it runs at the same time as adjacent blocks
 * @param allSteps every command, including those that are not run
 */
public record ConsoleBlock(String where, boolean isBesideOthers, List<Step> allSteps) {
    private static final String TERMINAL = "# terminal ";
    private static final String COMMAND = "$ ";
    private static final String PROMPT = "ipcbox>";
    private static final String NOT_RUN = "# not run by the tests: ";
    private static final String CTRL_C = "^C";

    /** A command, of one or more lines, and its output. */
    public record Step(String command, List<String> printed) {
        /** Whether the document marks it as not run, with a reason. */
        public boolean isNotRun() {
            return command.contains(NOT_RUN);
        }

        /** Whether the document shows input at a prompt. */
        public boolean isInteractive() {
            return printed.stream().anyMatch(line -> line.startsWith(PROMPT));
        }

        public boolean endsByCtrlC() {
            return printed.stream().anyMatch(line -> line.startsWith(CTRL_C));
        }

        /** The output before Ctrl-C. */
        public List<String> beforeCtrlC() {
            return printed.stream().takeWhile(line -> !line.startsWith(CTRL_C)).toList();
        }

        /** The whole output, without the echo of Ctrl-C. */
        public List<String> withoutCtrlC() {
            return printed.stream()
                    .filter(line -> !line.equals(CTRL_C))
                    .map(line -> line.startsWith(CTRL_C) ? line.substring(CTRL_C.length()) : line)
                    .toList();
        }
    }

    public static ConsoleBlock of(MarkdownFile file, CodeBlock block) {
        boolean isBesideOthers = block.lines().getFirst().startsWith(TERMINAL);
        List<Step> steps = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line :
                block.lines().subList(isBesideOthers ? 1 : 0, block.lines().size())) {
            if (line.startsWith(COMMAND)) {
                command.append(line.substring(COMMAND.length()));
            } else if (!command.isEmpty()) {
                command.append('\n').append(line);
            } else {
                assertThat(steps)
                        .as("a command before the output in %s:%d", file, block.line())
                        .isNotEmpty();
                steps.getLast().printed().add(line);
            }
            if (!command.isEmpty() && !line.endsWith("\\")) {
                steps.add(new Step(command.toString(), new ArrayList<>()));
                command.setLength(0);
            }
        }
        return new ConsoleBlock(file + ":" + block.line(), isBesideOthers, steps);
    }

    /** The console blocks to run, grouped by those that run at the same time. */
    public static List<List<ConsoleBlock>> groupsOf(MarkdownFile file) {
        List<List<ConsoleBlock>> groups = new ArrayList<>();
        String number = "";
        for (CodeBlock block : file.consoles().toList()) {
            ConsoleBlock console = of(file, block);
            if (console.steps().isEmpty()) {
                continue;
            }
            String previous = number;
            number = console.isBesideOthers ? block.lines().getFirst() : "";
            // Within a group the numbers increase.
            if (previous.isEmpty() || number.compareTo(previous) <= 0) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(console);
        }
        return groups;
    }

    /** The commands to run. */
    public List<Step> steps() {
        return allSteps.stream().filter(step -> !step.isNotRun()).toList();
    }
}
