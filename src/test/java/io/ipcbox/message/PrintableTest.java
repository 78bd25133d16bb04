package io.ipcbox.message;

import static io.ipcbox.support.property.Generator.bytes;
import static io.ipcbox.support.property.Generator.integers;
import static io.ipcbox.support.property.Generator.text;
import static io.ipcbox.support.property.Property.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.text.Printable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    private static final int PLENTY = 1000;

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "3x", "a\\b \"c\"", "~!@", "Grüße", "日本語", "नमस्ते", "😀", "½€"})
    void printableTextStaysAsItIs(String text) {
        assertThat(Printable.escape(text, PLENTY)).isEqualTo(text);
        assertThat(Printable.escape(text.getBytes(UTF_8), PLENTY)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001B[2J', '\\x1B[2J'",
        "'a\u0000b', 'a\\x00b'",
        "'\n', '\\x0A'",
        "'1\t2\r', '1\\x092\\x0D'",
        "'\u007F', '\\x7F'",
        "'\u0085\u009B', '\\u0085\\u009B'",
        "'\u00A0\u3000', '\\u00A0\\u3000'",
        "'\u202E\u200B\uFEFF', '\\u202E\\u200B\\uFEFF'",
        "'\u2028\u2029', '\\u2028\\u2029'",
        "'\uE000\uFFFF', '\\uE000\\uFFFF'",
        "'\uDB40\uDC41', '\\U000E0041'",
    })
    void whatMovesHidesOrTurnsTextIsEscaped(String text, String escaped) {
        assertThat(Printable.escape(text, PLENTY)).isEqualTo(escaped);
        assertThat(Printable.escape(text.getBytes(UTF_8), PLENTY)).isEqualTo(escaped);
    }

    @Test
    void halfAPairOfSurrogatesIsEscaped() {
        assertThat(Printable.escape("a\uD83Db\uDE00", PLENTY)).isEqualTo("a\\uD83Db\\uDE00");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u00FF', '\\xFF'",
        "'a\u0080b', 'a\\x80b'",
        "'\u00C0\u00AF', '\\xC0\\xAF'", // '/' in two bytes: overlong
        "'\u00ED\u00A0\u0080', '\\xED\\xA0\\x80'", // a surrogate
        "'\u00F4\u0090\u0080\u0080', '\\xF4\\x90\\x80\\x80'", // beyond Unicode
        "'\u00E2\u0082', '\\xE2\\x82'", // the euro sign without its end
        "'\u00E2\u0082x', '\\xE2\\x82x'",
        "'\u00E2\u0082\u00AC\u00E2', '€\\xE2'",
    })
    void bytesThatAreNotUtf8AreShownOneByOne(String bytes, String escaped) {
        assertThat(Printable.escape(bytes.getBytes(ISO_8859_1), PLENTY)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abc, 2, ab…",
        "abc, 0, …",
        "'', 0, ''",
        "'a\u001Bb', 5, 'a\\x1B…'",
        "'a\u001Bb', 4, a…",
        "a😀b, 4, a😀b",
        "a😀b, 3, a😀…",
        "a😀b, 2, a…",
        "€€€€, 3, €€€…",
    })
    void longTextIsCutBetweenCharacters(String text, int maxChars, String escaped) {
        assertThat(Printable.escape(text, maxChars)).isEqualTo(escaped);
        assertThat(Printable.escape(text.getBytes(UTF_8), maxChars)).isEqualTo(escaped);
    }

    @Test
    void aPartOfAnArrayIsShownWithoutItsSurroundings() {
        byte[] bytes = "€xyz€".getBytes(UTF_8);
        assertThat(Printable.escape(bytes, 3, 3, PLENTY)).isEqualTo("xyz");
        assertThat(Printable.escape(bytes, 2, 2, PLENTY)).isEqualTo("\\xACx");
    }

    @Test
    void negativeLimitIsRefused() {
        assertThatThrownBy(() -> Printable.escape("a", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot shorten a text to -1 characters");
    }

    @Test
    void nothingUnprintableComesOutAndNoMoreThanAskedFor() {
        forAll(bytes(0, 60), integers(0, 50), (bytes, maxChars) -> {
            String escaped = Printable.escape(bytes, maxChars);
            assertThat(escaped.length()).isLessThanOrEqualTo(maxChars + 1);
            assertThat(escaped.codePoints())
                    .noneMatch(c -> Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE);
        });
    }

    @Test
    void bytesAndTextAreEscapedAlike() {
        forAll(text(), integers(0, 50), (text, maxChars) -> {
            // Half a pair cannot be encoded in UTF-8; both sides use the replacement of the encoder.
            byte[] utf8 = text.getBytes(UTF_8);
            assertThat(Printable.escape(utf8, maxChars)).isEqualTo(Printable.escape(new String(utf8, UTF_8), maxChars));
        });
    }

    @Test
    void onlyTheBeginningDependsOnTheLimit() {
        forAll(bytes(0, 60), integers(0, 50), (bytes, max) -> {
            String whole = Printable.escape(bytes, PLENTY);
            String cut = Printable.escape(bytes, max);
            assertThat(cut.equals(whole) || whole.startsWith(cut.substring(0, cut.length() - 1)))
                    .as("%s of %s, %s", cut, whole, Arrays.toString(bytes))
                    .isTrue();
        });
    }
}
