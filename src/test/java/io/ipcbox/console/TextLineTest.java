package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "  1 2", "\t-5", "+7", "3x", "12 ab", "0", "-0-", "1,2"})
    void lineThatStartsLikeAnIntegerIsData(String text) {
        assertThat(TextLine.of(text).isData()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "+", "--1", "- 1", "x1", "send 1", "--help", "\u0661", ",1", "\0001"})
    void everythingElseIsNot(String text) {
        assertThat(TextLine.of(text).isData()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t \r"})
    void blanksAloneAreABlankLine(String text) {
        assertThat(TextLine.of(text).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " 1 ", "\0", "\u00A0"})
    void anythingElseIsNoBlankLine(String text) {
        assertThat(TextLine.of(text).isBlank()).isFalse();
    }
}
