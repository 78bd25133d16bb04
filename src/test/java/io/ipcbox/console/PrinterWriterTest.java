package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class PrinterWriterTest {
    private final RecordingPrinter printer = new RecordingPrinter();
    private final PrintWriter writer = new PrintWriter(new PrinterWriter(printer));

    @Test
    void flushHandsEverythingOnAtOnce() {
        writer.println("a");
        writer.println("b");
        assertThat(printer.printed()).isEmpty();
        writer.flush();
        assertThat(printer.printed()).containsExactly("a\nb");
    }

    @Test
    void textWithoutLineFeedIsALineToo() {
        writer.print("a");
        writer.close();
        assertThat(printer.printed()).containsExactly("a");
    }

    @Test
    void emptyLineIsPrintedAndNothingIsNot() {
        writer.println();
        writer.flush();
        writer.flush();
        writer.close();
        assertThat(printer.printed()).containsExactly("");
    }
}
