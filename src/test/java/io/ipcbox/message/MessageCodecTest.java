package io.ipcbox.message;

import static io.ipcbox.support.property.Generator.PLENTY;
import static io.ipcbox.support.property.Generator.among;
import static io.ipcbox.support.property.Generator.bytes;
import static io.ipcbox.support.property.Generator.joined;
import static io.ipcbox.support.property.Generator.longArrays;
import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Property.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.support.property.Generator;
import io.ipcbox.text.Printable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    @Test
    void integersAreOneLineOfText() {
        assertThat(encoded(IntegerLine.of(123, 123, 456, 789))).isEqualTo("123 123 456 789\n");
        assertThat(encoded(IntegerLine.of(0))).isEqualTo("0\n");
        assertThat(encoded(IntegerLine.of(Long.MIN_VALUE, -1, Long.MAX_VALUE)))
                .isEqualTo("-9223372036854775808 -1 9223372036854775807\n");
    }

    @Test
    void controlWordsAreOneLineOfText() {
        assertThat(encoded(new Lagged(17))).isEqualTo("LAGGED 17\n");
        assertThat(encoded(new EndOfStream())).isEqualTo("END\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 -2 3", "  +1\t-02 3 ", "1 -2 3\r"})
    void whatMeansTheSameIsUnderstood(String line) {
        assertThat(decoded(line)).isEqualTo(IntegerLine.of(1, -2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAGGED 17", "LAGGED 17\r", "LAGGED  +017 "})
    void laggedIsUnderstoodWithMoreBlanks(String line) {
        assertThat(decoded(line)).isEqualTo(new Lagged(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"END", "END\r", "END "})
    void endIsUnderstoodWithMoreBlanks(String line) {
        assertThat(decoded(line)).isEqualTo(new EndOfStream());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'the line is blank'",
        "' \t', 'the line is blank'",
        "'hello', 'not an integer: \"hello\" (word 1 of 1)'",
        "'1 3x 4', 'not an integer: \"3x\" (word 2 of 3)'",
        "'end', 'not an integer: \"end\" (word 1 of 1)'",
        "' END', 'not an integer: \"END\" (word 1 of 1)'",
        "'END 1', 'not an integer: \"END\" (word 1 of 2)'",
        "'1 END', 'not an integer: \"END\" (word 2 of 2)'",
        "'LAGGED', 'not an integer: \"LAGGED\" (word 1 of 1)'",
        "'LAGGED ', 'not an integer: \"LAGGED\" (word 1 of 1)'",
        "'LAGGED17', 'not an integer: \"LAGGED17\" (word 1 of 1)'",
        "'LAGGED 0', 'a gap has at least one line, lines=0'",
        "'LAGGED -3', 'a gap has at least one line, lines=-3'",
        "'LAGGED x', 'not an integer: \"x\" (word 1 of 1)'",
        "'LAGGED 1 2', 'LAGGED takes one number, not 2'",
    })
    void otherLinesAreNamedWithTheReason(String line, String reason) {
        assertThatThrownBy(() -> decoded(line))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(
                        "not a message (integers, LAGGED n or END): \"" + Printable.escape(line, 40) + "\"; " + reason);
    }

    @Test
    void hostileTextIsEscapedAndShortened() {
        assertThatThrownBy(() -> decoded("\u001B[2J\u00FF" + "A".repeat(1000)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("not a message (integers, LAGGED n or END): \"\\x1B[2J\\xFF" + "A".repeat(29) + "…\"; "
                        + "not an integer: \"\\x1B[2J\\xFF" + "A".repeat(29) + "…\" (word 1 of 1)");
    }

    @Test
    void onlyThePartAskedForIsDecoded() {
        byte[] buffer = "1 2\nEND\nLAGGED 5\n9".getBytes(US_ASCII);
        assertThat(MessageCodec.decode(buffer, 0, 3)).isEqualTo(IntegerLine.of(1, 2));
        assertThat(MessageCodec.decode(buffer, 4, 3)).isEqualTo(new EndOfStream());
        assertThat(MessageCodec.decode(buffer, 8, 8)).isEqualTo(new Lagged(5));
        assertThatThrownBy(() -> MessageCodec.decode(buffer, 8, 7)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void partOutsideTheBufferIsTheCallersMistakeAndNotTheSenders() {
        assertThatThrownBy(() -> MessageCodec.decode(new byte[3], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void integersComeBackAsTheyWent() {
        forAll(
                longArrays(1, PLENTY),
                values -> assertThat(roundTrip(IntegerLine.of(values))).isEqualTo(IntegerLine.of(values)));
    }

    @Test
    void gapsComeBackAsTheyWent() {
        forAll(
                longs(1, Long.MAX_VALUE),
                lines -> assertThat(roundTrip(new Lagged(lines))).isEqualTo(new Lagged(lines)));
    }

    @Test
    void hostileBytesAreAMessageOrMalformed() {
        forAll(bytes(0, PLENTY), MessageCodecTest::assertMessageOrMalformed);
    }

    @Test
    void nearlyMessagesAreAMessageOrMalformed() {
        Generator<String> parts =
                among("LAGGED", "END", " ", "\t", "\r", "\n", "1", "-1", "0", "99999999999999999999", "\u00E9");
        forAll(joined(parts, 0, 6), line -> assertMessageOrMalformed(line.getBytes(ISO_8859_1)));
    }

    /** Valid bytes mean the same after encoding in the canonical form; all others throw the same exception. */
    private static void assertMessageOrMalformed(byte[] bytes) {
        Message message;
        try {
            message = MessageCodec.decode(bytes, 0, bytes.length);
        } catch (MalformedMessageException e) {
            String text = String.valueOf(e.getMessage());
            assertThat(text).startsWith("not a message").isEqualTo(Printable.escape(text, 1000));
            return;
        }
        assertThat(roundTrip(message)).isEqualTo(message);
    }

    private static Message roundTrip(Message message) {
        byte[] frame = MessageCodec.encode(message);
        assertThat(frame).endsWith((byte) '\n');
        return MessageCodec.decode(frame, 0, frame.length - 1);
    }

    private static String encoded(Message message) {
        return new String(MessageCodec.encode(message), US_ASCII);
    }

    private static Message decoded(String line) {
        return MessageCodec.decode(line.getBytes(ISO_8859_1), 0, line.length());
    }
}
