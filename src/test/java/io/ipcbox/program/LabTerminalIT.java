package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classroom programs at a terminal, and at the prompt of a server. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LabTerminalIT {
    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void mistakeMayBeCorrected() {
        try (Terminal terminal = Terminal.open(channel, "lab", "queue")) {
            answer(terminal, "Enter the datasize:", "two");
            answer(terminal, "Enter the datasize:", "2");
            answer(terminal, "Enter the data:", "12");
            answer(terminal, "Enter the data:", "3x");
            answer(terminal, "Enter the data:", "34");
            terminal.awaitLastRow("exit code 0");
            assertThat(terminal.screen())
                    .containsSequence(
                            "Enter the datasize: two",
                            "ipcbox: not an integer: \"two\" (word 1 of 1)",
                            "Enter the datasize: 2",
                            "Enter the data: 12",
                            "Enter the data: 3x",
                            "ipcbox: not an integer: \"3x\" (word 1 of 1)",
                            "Enter the data: 34",
                            "Queue = list * 10",
                            "Queue elements:",
                            "120",
                            "340",
                            "exit code 0");
        }
    }

    @Test
    void endOfInputAtAQuestionIsAFailure() {
        try (Terminal terminal = Terminal.open(channel, "lab", "pipe")) {
            answer(terminal, "Enter dataset size:", "2");
            terminal.awaitLastRow("Enter the data:");
            terminal.press("C-d");
            terminal.awaitLastRow("exit code 1");
            assertThat(terminal.screen()).contains("ipcbox: the input ended before item 1 of 2");
        }
    }

    @Test
    void ctrlCAtAQuestionIsTheEnd() {
        try (Terminal terminal = Terminal.open(channel, "lab", "memory")) {
            terminal.awaitLastRow("Enter the datasize:");
            terminal.press("C-c");
            terminal.awaitLastRow("exit code 130");
        }
    }

    @Test
    void ctrlCEndsTheCounter() {
        try (Terminal terminal =
                Terminal.open(channel, "counter", "--increment-every", "500ms", "--square-every", "50ms")) {
            terminal.awaitScreen("a square", rows -> rows.contains("Process-2: Square of counter value 1 is 1"));
            terminal.press("C-c");
            terminal.awaitLastRow("exit code 130");
            List<String> rows =
                    terminal.screen().stream().filter(row -> !row.isEmpty()).toList();
            assertThat(rows.subList(rows.size() - 3, rows.size() - 1))
                    .containsExactly("Process-2 Terminated", "Processes Terminated !");
            assertThat(rows.get(rows.size() - 4)).endsWith("Process-1 Terminated");
        }
    }

    @Test
    void promptOfAServerRunsThemToo() {
        try (Terminal terminal = Terminal.open(channel, "server")) {
            answer(terminal, "ipcbox>", "lab pipe");
            answer(terminal, "Enter dataset size:", "2");
            answer(terminal, "Enter the data:", "7");
            answer(terminal, "Enter the data:", "0");
            terminal.awaitScreen("the message", rows -> rows.contains("Messages Received: 7"));
            answer(terminal, "ipcbox>", "counter --increment-every 500ms --square-every 50ms");
            terminal.awaitScreen("a square", rows -> rows.contains("Process-2: Square of counter value 1 is 1"));
            terminal.press("C-c");
            terminal.awaitScreen("the end of the counter", rows -> rows.contains("Processes Terminated !"));
            answer(terminal, "ipcbox>", "scheduler");
            terminal.awaitScreen(
                    "the end of the scheduler",
                    rows -> rows.contains("All processes complete and shared memory unlinked."));
            answer(terminal, "ipcbox>", "exit");
            terminal.awaitLastRow("exit code 0");
        }
    }

    private static void answer(Terminal terminal, String question, String answer) {
        terminal.awaitLastRow(question);
        terminal.type(answer);
        terminal.awaitLastRow(question + " " + answer);
        terminal.press("Enter");
        // Otherwise the next question, which may have the same text, could be mistaken for this one.
        terminal.awaitScreen("what follows " + answer, rows -> !lastRow(rows).equals(question + " " + answer));
    }

    private static String lastRow(List<String> rows) {
        return rows.stream().filter(row -> !row.isEmpty()).reduce("", (before, row) -> row);
    }
}
