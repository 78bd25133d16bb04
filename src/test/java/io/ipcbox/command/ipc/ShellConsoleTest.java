package io.ipcbox.command.ipc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.command.LinePrinter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.shell.core.InputReader;

/** What commands show in the server's shell. */
class ShellConsoleTest {
    private final List<String> printed = new ArrayList<>();

    private final LinePrinter printer = new LinePrinter() {
        @Override
        public void line(String text) {
            printed.add(text);
        }

        @Override
        public void error(String text) {
            printed.add("error: " + text);
        }

        @Override
        public void whenLost(Runnable action) {
            throw new UnsupportedOperationException("nothing is lost here");
        }
    };

    @Test
    void dataStayOnOneLineAndSteerNothing() {
        new ShellConsole(printer, new InputReader() {}).data("a\nb\033[2J".getBytes(UTF_8));

        assertThat(printed).containsExactly("a\\x0Ab\\x1B[2J");
    }
}
