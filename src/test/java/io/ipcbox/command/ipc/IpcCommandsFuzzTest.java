package io.ipcbox.command.ipc;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.command.Typed;
import io.ipcbox.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Any words behind {@code posix} and {@code sysv}: understood, or wrong use that shows how the command is used. */
class IpcCommandsFuzzTest {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[ \n]");

    // One for all inputs: building a tree of commands takes longer than everything else here.
    private static final Map<String, CommandLine> LINES =
            Map.of("posix", Typed.line("posix"), "sysv", Typed.line("sysv"));

    @FuzzTest
    void anyWordsAreUnderstoodOrWrongUse(FuzzedDataProvider data) {
        String family = data.consumeBoolean() ? "posix" : "sysv";
        List<String> words = new ArrayList<>(List.of(family));
        BETWEEN_WORDS.splitAsStream(data.consumeRemainingAsString()).limit(12).forEach(words::add);
        try {
            Objects.requireNonNull(Typed.parse(Objects.requireNonNull(LINES.get(family)), words));
        } catch (UsageException e) {
            if (!String.valueOf(e.getMessage()).contains("\nusage: ")) {
                throw new AssertionError("wrong use without the right one", e);
            }
        }
    }
}
