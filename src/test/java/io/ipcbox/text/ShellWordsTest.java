package io.ipcbox.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected words are those of dash. */
class ShellWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a b\tc | a,b,c",
                "--name=\"/a b\" c | --name=/a b,c",
                "'a b'\"c d\"e | a bc de",
                "'it is' \"it's\" | it is,it's",
                "a\\ b 'a\\ b' \"a\\\"b\" | a b,a\\ b,a\"b",
                "'' x \"\" | ,x,",
                "a\\ | a\\"
            })
    void quotesJoinAndBlanksSeparate(String line, String words) {
        assertThat(String.join(",", ShellWords.split(line))).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\0\0", "\f", "a\u000Bb", "\033[m", "\u0085", "\u00A0"})
    void everyOtherCharacterIsPartOfAWord(String word) {
        assertThat(ShellWords.split(word)).containsExactly(word);
        assertThat(ShellWords.split("'" + word + "' x")).containsExactly(word, "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "it's", "''", "\\", "\"$x\"", "a\nb"})
    void quotedTextIsOneWord(String text) {
        assertThat(ShellWords.split(ShellWords.quote(text))).containsExactly(text);
    }

    @Test
    void blanksAloneAreNoWords() {
        assertThat(ShellWords.split(" \t ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "a\"b", "'a\\'b'"})
    void quoteThatIsNotClosedIsRefused(String line) {
        assertThatThrownBy(() -> ShellWords.split(line)).hasMessage("a quote is not closed; try help");
    }
}
