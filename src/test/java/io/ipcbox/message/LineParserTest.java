package io.ipcbox.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    private static final String LIMITS = "; integers lie between -9223372036854775808 and 9223372036854775807";

    @Test
    void wordsBecomeIntegersInTheirOrder() {
        assertThat(LineParser.parse("123 123 456 789")).hasValue(IntegerLine.of(123, 123, 456, 789));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 -2 3", " 1 -2 3 ", "\t1\t-2  \t 3\t\t", "1 -2 3\r", "\r1\r-2\r3\r\r"})
    void anyNumberOfSpacesTabsAndReturnsSeparatesWords(String text) {
        assertThat(LineParser.parse(text)).hasValue(IntegerLine.of(1, -2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\r", " \t \r "})
    void blankLineHasNoIntegers(String text) {
        assertThat(LineParser.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+0, 0",
        "+5, 5",
        "-5, -5",
        "007, 7",
        "000000000000000000000000000001, 1",
        "-000000000000000000000000000001, -1",
        "000000000000000000000000000000, 0",
        "999999999999999999, 999999999999999999",
        "1000000000000000000, 1000000000000000000",
        "9223372036854775807, 9223372036854775807",
        "+9223372036854775807, 9223372036854775807",
        "0000009223372036854775807, 9223372036854775807",
        "-9223372036854775807, -9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "-0000009223372036854775808, -9223372036854775808",
    })
    void everySpellingOf64BitsIsExact(String word, long value) {
        assertThat(LineParser.parse(word)).hasValue(IntegerLine.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "+9223372036854775808",
                "-9223372036854775809",
                "9999999999999999999",
                "-9999999999999999999",
                "10000000000000000000",
                "18446744073709551616",
                "18446744073709551617",
                "-18446744073709551616",
                "99999999999999999999",
                "0099999999999999999999",
                "340282366920938463463374607431768211457",
            })
    void numeralsBeyond64BitsAreNamedWithTheLimits(String word) {
        assertThatThrownBy(() -> LineParser.parse(word))
                .isInstanceOf(NotAnIntegerException.class)
                .hasMessage("not a 64-bit integer: \"" + word + "\" (word 1 of 1)" + LIMITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3x",
                "x",
                "+",
                "-",
                "--5",
                "++5",
                "+-5",
                "5-",
                "5+",
                "1-2",
                "1.0",
                "1e3",
                "0x10",
                "1_000",
                "1L",
                "/",
                ":",
                "\u00BD",
                "\u0663",
                "\uFF15",
                "\u22125",
                "\"",
                "99999999999999999999x",
                "9223372036854775808-",
            })
    void otherWordsAreNotIntegers(String word) {
        assertThatThrownBy(() -> LineParser.parse("1 " + word + " 3"))
                .isInstanceOf(NotAnIntegerException.class)
                .hasMessage("not an integer: \"" + word + "\" (word 2 of 3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2", "1,", ",2", "-1;2", "1;", "12345678901234567890123456789012345678901,2"})
    void otherSeparatorsAreToldTheRightOne(String word) {
        assertThatThrownBy(() -> LineParser.parse("1 " + word + " 3"))
                .isInstanceOf(NotAnIntegerException.class)
                .hasMessageEndingWith(" (word 2 of 3); separate integers by spaces: 1 2 3");
    }

    @ParameterizedTest
    @CsvSource({
        "'3x', 'not an integer: \"3x\" (word 1 of 1)'",
        "'1 3x 5 6', 'not an integer: \"3x\" (word 2 of 4)'",
        "'  1\t\t3x\r5  6 ', 'not an integer: \"3x\" (word 2 of 4)'",
        "'1 2 3 x', 'not an integer: \"x\" (word 4 of 4)'",
        "'a b', 'not an integer: \"a\" (word 1 of 2)'",
        "'1 a 99999999999999999999', 'not an integer: \"a\" (word 2 of 3)'",
        "'1\n2', 'not an integer: \"1\\x0A2\" (word 1 of 1)'",
        "'1 \u001B[31m5', 'not an integer: \"\\x1B[31m5\" (word 2 of 2)'",
        "'1\u00A02', 'not an integer: \"1\\u00A02\" (word 1 of 1)'",
        "'1\u00002', 'not an integer: \"1\\x002\" (word 1 of 1)'",
    })
    void firstBadWordIsNamedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> LineParser.parse(text))
                .isInstanceOf(NotAnIntegerException.class)
                .hasMessage(message);
    }

    @Test
    void bytesOutsideAsciiAreNoBlanks() {
        // 0xA0, 0x89 and 0x8D are blanks with the top bit set, 0x60 is a blank with another bit set.
        for (char c : new char[] {'\u00A0', '\u0089', '\u008D', '`', 'I', 'M', '\u0000', '\u000B', '\u000C'}) {
            byte[] text = ("1" + c + "2 3").getBytes(ISO_8859_1);
            assertThatThrownBy(() -> LineParser.parse(text, 0, text.length))
                    .isInstanceOf(NotAnIntegerException.class)
                    .hasMessageEndingWith("\" (word 1 of 2)");
        }
    }

    @Test
    void longWordIsShortened() {
        assertThatThrownBy(() -> LineParser.parse("7".repeat(1000) + " 1"))
                .hasMessage("not a 64-bit integer: \"" + "7".repeat(40) + "…\" (word 1 of 2)" + LIMITS);
    }

    @Test
    void onlyThePartAskedForIsRead() {
        byte[] text = "91 2 39x".getBytes(US_ASCII);
        assertThat(LineParser.parse(text, 1, 5)).hasValue(IntegerLine.of(1, 2, 3));
        assertThat(LineParser.parse(text, 2, 1)).isEmpty();
        assertThat(LineParser.parse(text, 8, 0)).isEmpty();
        assertThatThrownBy(() -> LineParser.parse(text, 3, 5)).hasMessage("not an integer: \"39x\" (word 2 of 2)");
    }

    @Test
    void partOutsideTheArrayIsRefused() {
        assertThatThrownBy(() -> LineParser.parse(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LineParser.parse(new byte[3], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aMillionWordsAreReadOrBlamedByNumber() {
        String line = "1 ".repeat(1_000_000);
        assertThat(LineParser.parse(line).orElseThrow().size()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> LineParser.parse(line + "? 1"))
                .hasMessage("not an integer: \"?\" (word 1000001 of 1000002)");
    }
}
