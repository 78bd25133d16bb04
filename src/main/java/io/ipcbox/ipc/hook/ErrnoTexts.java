package io.ipcbox.ipc.hook;

import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The source of {@code strerror(3)}, from which the JDK takes its texts, set by the package that links the functions.
 * Used only to interpret exceptions of the JDK. Any thread may call.
 */
public final class ErrnoTexts {
    private static volatile @Nullable IntFunction<String> local;

    private ErrnoTexts() {}

    /** @param texts the text for a number, in the language of the process's locale; empty if there is none */
    public static void set(IntFunction<String> texts) {
        local = Objects.requireNonNull(texts, "texts");
    }

    /** The text for a number; null until a function has been linked. */
    public static @Nullable IntFunction<String> local() {
        return local;
    }
}
