package io.ipcbox.command.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.RecordingPrinter;
import org.junit.jupiter.api.Test;
import org.springframework.shell.core.InputReader;

/** What commands show in the server's shell. */
class ShellConsoleTest {
    private final RecordingPrinter printer = new RecordingPrinter();

    @Test
    void dataStayOnOneLineAndSteerNothing() {
        new ShellConsole(printer, new InputReader() {}).data("a\nb\033[2J".getBytes(UTF_8));

        assertThat(printer.printed()).containsExactly("a\\x0Ab\\x1B[2J");
    }
}
