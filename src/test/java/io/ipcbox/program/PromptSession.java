package io.ipcbox.program;

import io.ipcbox.docs.ConsoleBlock;
import io.ipcbox.docs.ConsoleBlock.Step;
import io.ipcbox.docs.Likeness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A block whose last command shows a prompt. It runs in a terminal, where the test types the input that the document shows. */
final class PromptSession implements DocumentedSession {
    private static final int COLUMNS = 120;
    private static final String PROMPT = "ipcbox>";
    private static final String EXIT = PROMPT + " exit";

    private final ConsoleBlock block;
    private final DocumentedCommands commands;
    private final Terminal terminal;

    PromptSession(ProcessChannel channel, ConsoleBlock block, DocumentedCommands commands) {
        this.block = block;
        this.commands = commands;
        String script = block.steps().stream().map(Step::command).collect(Collectors.joining("\n"));
        this.terminal = Terminal.run(channel, COLUMNS, commands.inBash(script));
    }

    @Override
    public void awaitFirstLine() {
        awaitScreen(block.steps().getLast().printed().subList(0, 1), true);
    }

    @Override
    public void finish() {
        List<String> seen = new ArrayList<>();
        for (String line : block.steps().getLast().printed()) {
            if (line.startsWith(PROMPT + " ")) {
                seen.add(PROMPT);
                awaitScreen(seen, false);
                seen.removeLast();
                terminal.type(commands.renamed(line.substring(PROMPT.length() + 1)));
                terminal.press("Enter");
            }
            seen.add(line);
        }
        if (seen.getLast().equals(EXIT)) {
            seen.add("exit code 0");
        } else if (!seen.getLast().equals(PROMPT)) {
            seen.add(PROMPT);
        }
        awaitScreen(seen, false);
    }

    @Override
    public void close() {
        terminal.close();
    }

    private void awaitScreen(List<String> documented, boolean orMore) {
        terminal.awaitScreen(block.where() + ":\n" + String.join("\n", documented) + "\n", rows -> {
            List<String> printed = rows.stream().map(commands::givenBack).toList();
            int compared = orMore ? Math.min(documented.size(), printed.size()) : printed.size();
            return Likeness.inOrder(documented, printed.subList(0, compared));
        });
    }
}
