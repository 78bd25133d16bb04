package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** One family of objects, and the options that name an object to the jar and to the Python program. */
enum Family {
    POSIX("-n"),
    SYSV("-k");

    private final String option;

    Family(String option) {
        this.option = option;
    }

    /** An unused name or key. */
    String fresh() {
        return this == POSIX ? UniqueNames.next() : Integer.toString(UniqueNames.nextKey());
    }

    /** The jar, with {@code -n} or {@code -k} behind the words. */
    RunningProgram start(String object, String... words) {
        return RunningProgram.start(command(object, words));
    }

    /** Runs the jar, which must succeed, and returns the lines it printed. */
    List<String> run(String object, String... words) {
        return start(object, words).remainingLines();
    }

    /** Runs the jar with standard input from one file and standard output to another. */
    int run(Path input, Path output, String object, String... words) {
        try {
            return new ProcessBuilder(command(object, words))
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(new File("/dev/null"))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the Python program on the same object. */
    RunningProgram startPython(String verb, String object, String... argument) {
        // Debian's own Python has sysv_ipc.
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", PEER.toString(), word(), verb, object));
        command.addAll(List.of(argument));
        return RunningProgram.start(command);
    }

    /** Runs the Python program, which must succeed, and returns the lines it printed. */
    List<String> python(String verb, String object, String... argument) {
        return startPython(verb, object, argument).remainingLines();
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The command line of {@link #start}. */
    List<String> command(String object, String... words) {
        List<String> all = new ArrayList<>(List.of(word()));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of(option, object));
        return jar(all);
    }

    static List<String> jar(List<String> words) {
        // A background job of a script ignores Ctrl-C, and its children inherit that.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("ipcbox.jar")));
        command.addAll(words);
        return command;
    }

    /** Presses Ctrl-C at a server, which then prints its last lines and ends. */
    static void cancel(RunningProgram server, String lastLine) {
        server.signal("INT");
        assertThat(server.line()).isEqualTo("canceled.");
        assertThat(server.line()).isEqualTo(lastLine);
        assertThat(server.exitCode()).isEqualTo(130);
    }

    private static final Path PEER = peer();

    private static Path peer() {
        try (InputStream script = Objects.requireNonNull(Family.class.getResourceAsStream("peer.py"))) {
            Path file = Files.createTempFile("ipcbox-peer", ".py");
            file.toFile().deleteOnExit();
            Files.write(file, script.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
