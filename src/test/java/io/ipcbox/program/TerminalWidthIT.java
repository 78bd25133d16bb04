package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Output on a terminal fits its width and is broken between words. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TerminalWidthIT {
    @RegisterExtension
    final ProcessChannel channel = new ProcessChannel();

    @Test
    void explanationsStayInTheirColumn() {
        try (Terminal terminal = Terminal.open(channel, 60, "lab")) {
            terminal.awaitLastRow("exit code 0");
            assertThat(terminal.screen())
                    .startsWith(
                            "lab pipe            a sender and a receiver over an",
                            "                    anonymous pipe; 0 marks the end");
        }
    }

    @Test
    void errorsAreBrokenBetweenWords() {
        try (Terminal terminal = Terminal.open(channel, 40, "lab", "pipe", "--data", "1,two")) {
            terminal.awaitLastRow("exit code 2");
            assertThat(terminal.screen())
                    .containsExactly(
                            "ipcbox: not an integer: \"two\" (word 2 of",
                            "        2)",
                            "usage: ipcbox lab pipe [-hV] [--explain]",
                            "       [--slow] [--data=N,N,…]",
                            "try ipcbox lab pipe --help",
                            "exit code 2");
        }
    }

    @Test
    void processesHaveColumnsWhereThereIsRoom() {
        try (Terminal terminal = Terminal.open(channel, 80, "lab", "pipe", "--data", "5,0", "--explain")) {
            terminal.awaitLastRow("exit code 0");
            assertThat(terminal.screen())
                    .startsWith("Sender                                  Receiver")
                    .contains("|                                       Messages Received: 5")
                    .containsSubsequence(
                            "|                                         read(0<stdin>, [05 00 00 00 00 00 00",
                            "|                                           00], 8) = 8");
        }
    }

    @Test
    void processesAreNamedInFrontWhereThereIsNone() {
        try (Terminal terminal = Terminal.open(channel, 40, "lab", "pipe", "--data", "5,0", "--explain")) {
            terminal.awaitLastRow("exit code 0");
            assertThat(terminal.screen())
                    .contains("Sender   Messages Sent: 5", "Receiver Messages Received: 5")
                    .containsSubsequence("Receiver   read(0<stdin>, [05 00 00 00", "             00 00 00 00], 8) = 8");
        }
    }

    @Test
    void promptFollowsItsTerminal() {
        try (Terminal terminal = Terminal.open(channel, "server")) {
            terminal.awaitLastRow("ipcbox>");
            terminal.resize(50);
            terminal.type("lab --help");
            terminal.press("Enter");
            terminal.awaitScreen(
                    "the help", rows -> String.join("\n", rows).contains("without a command, lists\nthem.\n"));
            terminal.awaitLastRow("ipcbox>");
            terminal.type("exit");
            terminal.press("Enter");
            terminal.awaitLastRow("exit code 0");
        }
    }
}
