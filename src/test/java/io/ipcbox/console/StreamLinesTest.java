package io.ipcbox.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLinesTest {
    private static final int LIMIT = 10;

    @Test
    void lineEndsAreLfCrLfOrCrAndTheLastLineNeedsNone() {
        assertThat(read("1 2\n3\r\n4\r5"))
                .containsExactly("line 1: |1 2", "line 2: |3", "line 3: |4", "line 4: |5", "end 0");
    }

    @Test
    void inputMayEndWithoutAnyLine() {
        assertThat(read("")).containsExactly("end 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void finalLineEndStartsNoFurtherLine(String lineEnd) {
        assertThat(read("1" + lineEnd)).containsExactly("line 1: |1", "end 0");
    }

    @Test
    void blankLinesAreCounted() {
        assertThat(read("\n\r\n1\n")).containsExactly("line 1: |", "line 2: |", "line 3: |1", "end 0");
        assertThat(read("\r\r\n\n\r1"))
                .containsExactly("line 1: |", "line 2: |", "line 3: |", "line 4: |", "line 5: |1", "end 0");
    }

    @Test
    void carriageReturnEndsItsLineBeforeAnythingFollows() throws IOException {
        try (PipedOutputStream typed = new PipedOutputStream();
                PipedInputStream stream = new PipedInputStream(typed)) {
            StreamLines lines = lines(stream, LIMIT);
            typed.write("1\r".getBytes(UTF_8));
            assertThat(((TextLine) lines.next()).text()).isEqualTo("1");
            assertThat(lines.hasLine()).isFalse();
            typed.write("\n2\r\n3\r".getBytes(UTF_8));
            assertThat(((TextLine) lines.next()).text()).isEqualTo("2");
            assertThat(lines.hasLine()).isTrue();
            assertThat(((TextLine) lines.next()).text()).isEqualTo("3");
            assertThat(lines.hasLine()).isFalse();
        }
    }

    @Test
    void everyOtherByteIsLeftAsItIs() {
        byte[] bytes = {0, 27, '[', 'm', (byte) 0xFF, (byte) 0xC3, '\n'};
        TextLine line = (TextLine) lines(new ByteArrayInputStream(bytes), LIMIT).next();
        assertThat(line.buffer()).startsWith(0, 27, '[', 'm', 0xFF, 0xC3);
        assertThat(line.length()).isEqualTo(6);
        assertThat(line.bytes()).containsExactly(0, 27, '[', 'm', 0xFF, 0xC3);
    }

    @Test
    void byteOrderMarkIsSkippedInFrontOfLinesAlone() {
        assertThat(read("\uFEFF1\n\uFEFF2\r\n3\uFEFF"))
                .containsExactly("line 1: |1", "line 2: |2", "line 3: |3\uFEFF", "end 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-UTF-16LE-BOM", "UTF-16"})
    void utf16EndsTheInputWithTheRemedy(String charset) {
        byte[] text = "1 2\n3\n".getBytes(Charset.forName(charset));
        String reason = "the input is UTF-16; convert it: iconv -f UTF-16 -t UTF-8";
        assertThat(read(new ByteArrayInputStream(text), LIMIT)).containsExactly("end 1 line 1: " + reason);
        InputStream behind = new SequenceInputStream(
                new ByteArrayInputStream("1\n".getBytes(UTF_8)), new ByteArrayInputStream(text));
        assertThat(read(behind, LIMIT)).containsExactly("line 1: |1", "end 1 line 2: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890\n", "1234567890\r\n", "1234567890", "1234567890\r", "\uFEFF1234567890\r\n"})
    void lineAtTheLimitIsRead(String text) {
        assertThat(read(text)).containsExactly("line 1: |1234567890", "end 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901\n2", "12345678901\r\n2", "12345678901\r2"})
    void lineOverTheLimitIsSkippedAndReadingGoesOn(String text) {
        assertThat(read(text)).containsExactly("line 1: line too long: more than 10 bytes", "line 2: |2", "end 0");
    }

    @Test
    void lastLineOverTheLimitIsSkippedToo() {
        assertThat(read("x".repeat(1_000_000))).containsExactly("line 1: line too long: more than 10 bytes", "end 0");
    }

    @Test
    void nothingOfLinesBehindAnOverlongOneIsLost() {
        String text = "x".repeat(200_000) + "\n1\n" + "y".repeat(70_000) + "\n2\n3";
        assertThat(read(text))
                .containsExactly(
                        "line 1: line too long: more than 10 bytes",
                        "line 2: |1",
                        "line 3: line too long: more than 10 bytes",
                        "line 4: |2",
                        "line 5: |3",
                        "end 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 65_536})
    void sameLinesComeHoweverTheBytesArrive(int pieceBytes) {
        String text = "1 2\r\n\n" + "5".repeat(11) + "\r\n33\r\uFEFF1234567890\r\r\n4";
        assertThat(read(new PiecesStream(text, pieceBytes), LIMIT))
                .containsExactly(
                        "line 1: |1 2",
                        "line 2: |",
                        "line 3: line too long: more than 10 bytes",
                        "line 4: |33",
                        "line 5: |1234567890",
                        "line 6: |",
                        "line 7: |4",
                        "end 0");
    }

    @Test
    void hundredThousandLinesComeInOrder() {
        String text = IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        List<String> lines = read(new ByteArrayInputStream(text.getBytes(UTF_8)), LIMIT);
        assertThat(lines).hasSize(100_001).startsWith("line 1: |0").contains("line 100000: |99999", "end 0");
    }

    @Test
    void longLineIsFollowedByShortOnes() {
        int length = 20_000_000;
        byte[] big = "7".repeat(length).getBytes(UTF_8);
        InputStream stream = new SequenceInputStream(
                new ByteArrayInputStream(big), new ByteArrayInputStream("\n1\n2\n".getBytes(UTF_8)));
        StreamLines lines = lines(stream, length);
        TextLine first = (TextLine) lines.next();
        assertThat(first.length()).isEqualTo(length);
        assertThat(first.buffer()).startsWith('7', '7').hasSizeLessThan(2 * length);
        assertThat(((TextLine) lines.next()).text()).isEqualTo("1");
        TextLine third = (TextLine) lines.next();
        assertThat(third.text()).isEqualTo("2");
        assertThat(third.buffer()).as("the large buffer has been let go").hasSizeLessThan(100_000);
    }

    @Test
    void typedLinesHaveNoNumber() {
        StreamLines lines = new StreamLines(new ByteArrayInputStream("1\n".getBytes(UTF_8)), LIMIT, false);
        assertThat(lines.isScript()).isFalse();
        assertThat(((TextLine) lines.next()).place()).isEmpty();
    }

    @Test
    void endOfATerminalsInputIsTheEndAlthoughItCouldBeReadOn() {
        InputStream terminal = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            private final byte[][] typed = {{'1'}, {}, {'2', '\n'}};
            private int next;

            @Override
            public int read(byte[] buffer, int offset, int length) {
                byte[] bytes = typed[next++];
                System.arraycopy(bytes, 0, buffer, offset, bytes.length);
                return bytes.length == 0 ? -1 : bytes.length;
            }
        };
        assertThat(read(terminal, LIMIT)).containsExactly("line 1: |1", "end 0");
    }

    @Test
    void unreadableInputEndsTheRunAsFailed() {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("Is a directory");
            }
        };
        assertThat(read(broken, LIMIT)).containsExactly("end 1 cannot read standard input: Is a directory");
    }

    @Test
    void limitMustMakeSense() {
        InputStream none = InputStream.nullInputStream();
        assertThatThrownBy(() -> lines(none, 0)).hasMessageContaining("maxLineBytes=0");
        assertThatThrownBy(() -> lines(none, Integer.MAX_VALUE)).hasMessageContaining("maxLineBytes=2147483647");
    }

    private static List<String> read(String text) {
        return read(new ByteArrayInputStream(text.getBytes(UTF_8)), LIMIT);
    }

    private static List<String> read(InputStream stream, int limit) {
        StreamLines lines = lines(stream, limit);
        List<String> read = new ArrayList<>();
        while (true) {
            switch (lines.next()) {
                case TextLine line -> read.add(line.place() + "|" + line.text());
                case Input.Skipped skipped -> read.add(skipped.reason());
                case Input.End end -> {
                    read.add(("end " + end.exitCode() + " " + end.reason()).strip());
                    return read;
                }
            }
        }
    }

    private static StreamLines lines(InputStream stream, int limit) {
        return new StreamLines(stream, limit, true);
    }

    /** Returns a few bytes at a time, as a pipe may. */
    private static final class PiecesStream extends ByteArrayInputStream {
        private final int pieceBytes;

        PiecesStream(String text, int pieceBytes) {
            super(text.getBytes(UTF_8));
            this.pieceBytes = pieceBytes;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, pieceBytes));
        }
    }
}
