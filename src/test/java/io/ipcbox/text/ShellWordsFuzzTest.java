package io.ipcbox.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Any line: its words, which give the same words when quoted, or a usage error. */
class ShellWordsFuzzTest {
    @FuzzTest
    void wordsThatAreQuotedAreTheSameWordsAgain(FuzzedDataProvider data) {
        List<String> words;
        try {
            words = ShellWords.split(data.consumeRemainingAsString());
        } catch (UsageException e) {
            return;
        }
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append('\'').append(word.replace("'", "'\\''")).append("' ");
        }
        List<String> again = ShellWords.split(line.toString());
        if (!again.equals(words)) {
            throw new AssertionError(again + " instead of " + words);
        }
    }
}
