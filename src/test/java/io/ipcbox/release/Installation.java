package io.ipcbox.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs as an ordinary user: as another one than the tests, if these run as root. */
final class Installation {
    private static final int NOBODY = 65534;
    private static final long PATIENCE_SECONDS = 280;

    /** What became of a program. */
    record Outcome(int exitCode, String out, String err) {}

    private Installation() {}

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** A command as another user, if root may have it so, with these variables and PATH alone. */
    static List<String> asAnotherUser(List<String> variables, List<String> command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        all.addAll(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "JAVA_HOME=" + javaHome()));
        all.addAll(variables);
        all.addAll(command);
        return all;
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    /** Runs a command in a directory to its end, with this input. */
    static Outcome run(Path directory, String input, List<String> command) throws Exception {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (var keyboard = process.outputWriter()) {
                keyboard.write(input);
            }
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the end of " + command)
                    .isTrue();
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Runs a command that must do well and complain of nothing, and returns what it printed. */
    static String succeed(Path directory, String input, List<String> command) throws Exception {
        Outcome outcome = run(directory, input, command);
        assertThat(outcome.err()).as("errors of " + command).isEmpty();
        assertThat(outcome.exitCode()).as("exit code of " + command).isZero();
        return outcome.out();
    }

    /** All names below a directory. */
    static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> names = Files.walk(directory)) {
            return names.map(directory::relativize).map(Path::toString).sorted().toList();
        }
    }
}
