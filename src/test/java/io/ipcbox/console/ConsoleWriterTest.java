package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class ConsoleWriterTest {
    private final RecordingConsole console = new RecordingConsole();
    private final PrintWriter writer = new PrintWriter(new ConsoleWriter(console));

    @Test
    void flushHandsEverythingOnAtOnce() {
        writer.println("a");
        writer.println("b");
        assertThat(console.printed()).isEmpty();
        writer.flush();
        assertThat(console.printed()).containsExactly("a\nb");
    }

    @Test
    void textWithoutLineFeedIsALineToo() {
        writer.print("a");
        writer.close();
        assertThat(console.printed()).containsExactly("a");
    }

    @Test
    void emptyLineIsPrintedAndNothingIsNot() {
        writer.println();
        writer.flush();
        writer.flush();
        writer.close();
        assertThat(console.printed()).containsExactly("");
    }
}
