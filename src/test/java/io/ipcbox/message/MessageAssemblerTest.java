package io.ipcbox.message;

import static io.ipcbox.support.property.Generator.integers;
import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAssemblerTest {
    private final List<Message> messages = new ArrayList<>();
    private final MessageAssembler assembler = new MessageAssembler(messages::add, 1 << 30);

    @Test
    void severalLinesInOnePieceAreSeveralMessages() {
        feed("1 2 3\nLAGGED 17\n-5\nEND\n");

        assertThat(messages)
                .containsExactly(IntegerLine.of(1, 2, 3), new Lagged(17), IntegerLine.of(-5), new EndOfStream());
    }

    @Test
    void aLineInManyPiecesIsOneMessage() {
        for (char character : "LAGGED 17\n123 456\nEND\n".toCharArray()) {
            feed(String.valueOf(character));
        }

        assertThat(messages).containsExactly(new Lagged(17), IntegerLine.of(123, 456), new EndOfStream());
    }

    @Test
    void resetForgetsHalfALine() {
        feed("1 2");
        assembler.reset();
        feed("3 4\n");

        assertThat(messages).containsExactly(IntegerLine.of(3, 4));
    }

    @Test
    void longLinesComeOutWhateverThePieces() {
        forAll(60, longs(), integers(1, 300_000), (seed, piece) -> {
            messages.clear();
            assembler.reset();
            long[] values = new Random(seed).longs(60_000).toArray();
            List<Message> sent = List.of(IntegerLine.of(values), IntegerLine.of(1), new EndOfStream());
            byte[] stream = sent.stream().map(MessageCodec::encode).reduce(new byte[0], MessageAssemblerTest::concat);

            for (int at = 0; at < stream.length; at += piece) {
                assembler.accept(stream, at, Math.min(piece, stream.length - at));
            }

            assertThat(messages).isEqualTo(sent);
        });
    }

    @Test
    void aLineOfBlanksLongerThanAPieceMayStillEndInIntegers() {
        feed(" ".repeat(200_000) + "7\n");

        assertThat(messages).containsExactly(IntegerLine.of(7));
    }

    @Test
    void aLongLineWithSomethingElseInItIsMalformed() {
        assertThatThrownBy(() -> feed("1 ".repeat(100_000) + "x\n"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("x");
        assembler.reset();
        assertThatThrownBy(() -> feed("1 ".repeat(100_000) + "END\n")).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aWordWithoutEndIsMalformedAndNotKept() {
        assertThatThrownBy(() -> feed("1".repeat(100_000)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a word is longer than 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 70_000, 100_000})
    void aWordOfTooManyZerosIsRefusedInWhateverPieces(int piece) {
        byte[] line = ("0".repeat(70_000) + "1\n").getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> {
                    for (int at = 0; at < line.length; at += piece) {
                        assembler.accept(line, at, Math.min(piece, line.length - at));
                    }
                })
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a word is longer than 65536 bytes");
    }

    @Test
    void aLineOfTheLongestLengthPassesAndOneByteMoreDoesNot() {
        MessageAssembler strict = new MessageAssembler(messages::add, 5);
        strict.accept("12 45\n".getBytes(StandardCharsets.US_ASCII), 0, 6);
        assertThat(messages).containsExactly(IntegerLine.of(12, 45));

        assertThatThrownBy(() -> strict.accept("12 456\n".getBytes(StandardCharsets.US_ASCII), 0, 7))
                .hasMessage("a line is longer than 5 bytes; raise ipcbox.max-line here too");
        strict.reset();
        assertThatThrownBy(() -> strict.accept("12 456".getBytes(StandardCharsets.US_ASCII), 0, 6))
                .isInstanceOf(MalformedMessageException.class);
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assembler.accept(bytes, 0, bytes.length);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
