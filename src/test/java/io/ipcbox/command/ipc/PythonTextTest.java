package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The right-hand sides were printed by Python. */
class PythonTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"count\": 0} | {'count': 0}",
                "{\"count\":0,\"b\":[1,2,{}]} | {'count': 0, 'b': [1, 2, {}]}",
                "{\"a\": true, \"b\": false, \"c\": null} | {'a': True, 'b': False, 'c': None}",
                "{\"a\": 1, \"b\": 2, \"a\": 3} | {'a': 3, 'b': 2}",
                "{\"it's\": \"a \\\"b\\\"\"} | {\"it's\": 'a \"b\"'}",
                "[\"'\\\"\"] | ['\\'\"']",
                "[\"\\n\\t\\\\ \\u00e9\\u0007\\u200b\"] | ['\\n\\t\\\\ é\\x07\\u200b']",
                "[\"\\ud83d\\ude00\"] | ['😀']",
                "[\"\\ud83d\"] | ['\\ud83d']",
                "\"hello\" | hello",
                "[] | []",
                "{} | {}",
                "-0 | 0",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "[1.0, 1e5, 1E-5, 0.0001, 1e16, 123456789012345678.0, -0.0, 1e400] "
                        + "| [1.0, 100000.0, 1e-05, 0.0001, 1e+16, 1.2345678901234568e+17, -0.0, inf]",
                "{\"count\": NaN} | {'count': nan}",
                "[NaN, Infinity, -Infinity, -1e400] | [nan, inf, -inf, -inf]",
                "NaN | nan",
                "-Infinity | -inf",
                "[\"NaN\", \"Infinity\"] | ['NaN', 'Infinity']",
                "[0.1, 2.5e-7, 1.5e300, 9999999999999998.0] | [0.1, 2.5e-07, 1.5e+300, 9999999999999998.0]"
            })
    void jsonIsPrintedAsPythonDoes(String json, String printed) {
        assertThat(of(json)).isEqualTo(printed);
        assertThat(of(" \t\r\n" + json + "\n")).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{'a': 1}",
                "01",
                "1.",
                ".5",
                "+1",
                "tru",
                "truex",
                "{} {}",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "nul",
                "[",
                "-",
                "[01]",
                "[1.]",
                "[tru]",
                "1x",
                "{}x",
                "\"a\"\"b\"",
                "{1: 2}",
                "[-NaN]",
                "[nan]",
                "[NAN]",
                "[NaN1]",
                "[+NaN]",
                "[INF]",
                "[+INF]",
                "[-INF]",
                "[Inf]",
                "[+Infinity]",
                "[-Inf]",
                "[Infinityx]",
                "{NaN: 1}",
                "/* a */ 1",
                "hello world",
                "{a: 1}"
            })
    void anythingElseIsPrintedAsItIs(String text) {
        assertThat(of(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersAreEscapedWhereverTheyAre() {
        assertThat(of("\u001b[2J")).isEqualTo("\\x1B[2J");
        assertThat(of("\"\\u001b[2J\"")).isEqualTo("\\x1B[2J");
        assertThat(of("[\"\u0001\"]")).isEqualTo("[\"\\x01\"]");
        assertThat(PythonText.of(new byte[] {'{', (byte) 0xff, '}'})).isEqualTo("{\\xFF}");
    }

    @Test
    void nestingWithoutEndIsNoJson() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(of(deep)).isEqualTo(deep);
    }

    @Test
    void namesAndNumbersMayBeLong() {
        String name = "n".repeat(100_000);
        assertThat(of("{\"" + name + "\": 1}")).isEqualTo("{'" + name + "': 1}");
        assertThat(of("9".repeat(4300))).isEqualTo("9".repeat(4300));
    }

    private static String of(String text) {
        return PythonText.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
