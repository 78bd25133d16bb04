package io.ipcbox.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A C program, compiled by the test that talks with it: the peer that does not share our mistakes.
 *
 * @param executable where gcc put it
 */
public record CProgram(Path executable) {
    /** Compiles it into a directory of the test's. */
    public static CProgram compile(Path directory, String source) {
        assumeTrue(isInstalled("gcc"), "needs gcc");
        try {
            Path file = Files.createTempFile(directory, "peer", ".c");
            Files.writeString(file, source);
            Path executable = Path.of(file + ".out");
            RunningProgram gcc = RunningProgram.start(List.of(
                    "gcc",
                    "-D_GNU_SOURCE",
                    "-O1",
                    "-Wall",
                    "-Werror",
                    "-pthread",
                    "-o",
                    executable.toString(),
                    file.toString(),
                    "-lrt"));
            assertThat(gcc.exitCode()).as(() -> gcc.errors()).isZero();
            return new CProgram(executable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    public RunningProgram start(String... arguments) {
        return RunningProgram.start(Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                .toList());
    }

    /** Runs it to its good end and returns the lines it printed. */
    public List<String> run(String... arguments) {
        return start(arguments).remainingLines();
    }
}
