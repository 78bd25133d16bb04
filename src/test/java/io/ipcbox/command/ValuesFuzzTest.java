package io.ipcbox.command;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ipcbox.ipc.sysv.SysvKey;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.TypeConversionException;

/** Any text as the value of an option: a value, or a {@link TypeConversionException} with a message. */
class ValuesFuzzTest {
    private static final Duration LONGEST = Duration.ofHours(1_000_000_000);

    @FuzzTest
    void anyTextIsAValueOrNone(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        require(text, typed -> Values.converted(() -> SysvKey.parse(typed)));
        require(text, Values::permissions);
        require(text, value -> {
            Duration duration = Values.duration(value);
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new AssertionError(value + " is " + duration);
            }
        });
    }

    private static void require(String text, Consumer<String> reading) {
        try {
            reading.accept(text);
        } catch (TypeConversionException e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("no word on what is wrong", e);
            }
        }
    }
}
