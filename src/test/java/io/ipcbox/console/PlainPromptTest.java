package io.ipcbox.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What stands on a terminal that cannot draw; what the kernel echoes is not part of it. */
class PlainPromptTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PlainPrompt prompt = new PlainPrompt(new StreamPrinter(screen, screen, UTF_8), "> ");

    @Test
    void promptStandsBeforeEachLineAndTheEndLeavesItsLine() {
        LineSource lines = lines("1 2\n3\n");
        lines.next();
        assertThat(screen()).isEqualTo("> ");
        lines.next();
        assertThat(screen()).isEqualTo("> > ");
        assertThat(lines.next()).isEqualTo(Input.End.ofInput());
        assertThat(screen()).isEqualTo("> > > \n");
    }

    @Test
    void textBetweenTwoLinesIsPrintedAsItIs() {
        lines("1\n").next();
        prompt.line("Mean is 1");
        prompt.error("no");
        assertThat(screen()).isEqualTo("> Mean is 1\nipcbox: no\n");
    }

    @Test
    void textWhileALineIsTypedLeavesThePromptBelow() {
        InputStream typing = new InputStream() {
            @Override
            public int read() {
                prompt.line("Mean is 1");
                prompt.error("no");
                return -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };
        prompt.before(new StreamLines(typing, 100, false)).next();
        assertThat(screen()).isEqualTo("> \nMean is 1\n> \nipcbox: no\n> \n");
    }

    private LineSource lines(String typed) {
        return prompt.before(new StreamLines(new ByteArrayInputStream(typed.getBytes(UTF_8)), 100, false));
    }

    private String screen() {
        return screen.toString(UTF_8);
    }
}
