package io.ipcbox.command.ipc;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Any words behind {@code posix} and {@code sysv}: understood, or wrong use that shows how the command is used. */
class IpcCommandsFuzzTest {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[ \n]");

    @FuzzTest
    void anyWordsAreUnderstoodOrWrongUse(FuzzedDataProvider data) {
        List<String> words = new ArrayList<>(List.of(data.consumeBoolean() ? "posix" : "sysv"));
        BETWEEN_WORDS.splitAsStream(data.consumeRemainingAsString()).limit(12).forEach(words::add);
        try {
            Objects.requireNonNull(IpcCommands.parse(words));
        } catch (UsageException e) {
            if (!String.valueOf(e.getMessage()).contains("\nusage: ")) {
                throw new AssertionError("wrong use without the right one", e);
            }
        }
    }
}
