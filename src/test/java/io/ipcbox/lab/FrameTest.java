package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final int PIPE_BUF = 4096;

    @Test
    void arrivesAsItWasSent() {
        Frame frame = new Frame(Frame.Kind.LINE, "main program", 7, "Result: [1, 2] …");
        assertThat(Frame.of(line(frame))).isEqualTo(frame);
    }

    @Test
    void emptyTextArrivesToo() {
        Frame frame = new Frame(Frame.Kind.PLACE, "Sender", 1, "");
        assertThat(Frame.of(line(frame))).isEqualTo(frame);
    }

    @Test
    void textCannotPretendToBeAnotherFrame() {
        Frame frame = new Frame(Frame.Kind.FAILURE, "a", 0, "first\n\u001eEa\u001f0\u001f0");
        assertThat(new String(frame.toBytes(), StandardCharsets.UTF_8))
                .containsOnlyOnce("\n")
                .containsOnlyOnce("\u001e");
    }

    @Test
    void longestIsOnePieceForThePipe() {
        Frame frame = new Frame(Frame.Kind.PART, "main program", Integer.MAX_VALUE, "…".repeat(Frame.MOST_CHARS));
        assertThat(frame.toBytes()).hasSizeLessThanOrEqualTo(PIPE_BUF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Error: Could not find or load main class", "\u001e", "\u001eXa\u001f0\u001ftext", "\u001eLa"
            })
    void whatIsNoFrameIsKept(String line) {
        assertThat(Frame.of(line)).isEqualTo(new Frame(Frame.Kind.STRAY, "", 0, line));
    }

    private static String line(Frame frame) {
        String sent = new String(frame.toBytes(), StandardCharsets.UTF_8);
        return sent.substring(0, sent.length() - 1);
    }
}
