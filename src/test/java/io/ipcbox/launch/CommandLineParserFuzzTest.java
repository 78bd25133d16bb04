package io.ipcbox.launch;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.regex.Pattern;

/** Any command line: a request with settings that Spring Boot accepts, or an error message. */
class CommandLineParserFuzzTest {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("\n");

    @FuzzTest
    void anyWordsAreARequestOrWrongUse(FuzzedDataProvider data) {
        String profiles = data.consumeBoolean() ? data.consumeString(20) : null;
        List<String> words =
                BETWEEN_WORDS.splitAsStream(data.consumeRemainingAsString()).toList();
        CommandLine understood;
        try {
            understood = CommandLineParser.parse(words, Words.TREE, profiles);
        } catch (UsageException e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("wrong use without a word on it", e);
            }
            return;
        }
        for (String setting : understood.settings()) {
            if (!setting.startsWith("--") || setting.indexOf('=') < 0) {
                throw new AssertionError("no setting: " + setting);
            }
        }
        if (understood.request() instanceof CommandLine.OneShot command
                && Words.TREE.word(command.words().getFirst()).isEmpty()) {
            throw new AssertionError("no command: " + command);
        }
    }
}
