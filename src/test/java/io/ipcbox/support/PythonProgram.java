package io.ipcbox.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;

/**
 * A Python program, handed over as text. {@code libc} in it is the C library through ctypes, and {@code check(result)}
 * turns a -1 into an OSError.
 *
 * @param script what follows these definitions
 */
public record PythonProgram(String script) {
    private static final String DEFINITIONS = """
            import ctypes, os, sys
            from ctypes import byref, c_char_p, c_int, c_long, c_size_t, c_uint, c_void_p
            libc = ctypes.CDLL(None, use_errno=True)
            def check(result):
                if result == -1:
                    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
                return result
            def say(*words):
                print(*words, flush=True)
            """;

    public RunningProgram start(String... arguments) {
        assumeTrue(CProgram.isInstalled("python3"), "needs python3");
        return RunningProgram.start(
                Stream.concat(Stream.of("python3", "-c", DEFINITIONS + script), Stream.of(arguments))
                        .toList());
    }

    /** Runs it to its good end and returns the lines it printed. */
    public List<String> run(String... arguments) {
        return start(arguments).remainingLines();
    }
}
