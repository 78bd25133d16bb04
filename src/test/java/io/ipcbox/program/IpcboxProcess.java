package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A process that a test talks with: types its input, waits for what it prints, sends it signals. {@link ProcessChannel}
 * starts it and ends it if need be. One thread types; any may do the rest.
 */
final class IpcboxProcess {
    // The JVM wants to log its exit when it has no modules yet.
    private static final Pattern SIGNAL_AT_JVM_START =
            Pattern.compile("Runtime\\.exit\\(\\d+\\) logging failed: .*Module\\.getClassLoader\\(\\).*");

    /** No statement about speed: whoever waits longer than that waits in vain. */
    static final Duration WATCHDOG = Duration.ofMinutes(3);

    private final String name;
    private final Process process;
    private final Transcript out;
    private final Transcript err;

    IpcboxProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = new Transcript(process.getInputStream());
        this.err = new Transcript(process.getErrorStream());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed to standard output. */
    List<String> out() {
        return out.lines();
    }

    /** What it has printed to standard error; without what the JVM itself says of a signal before any program runs. */
    List<String> err() {
        return err.lines().stream()
                .filter(line -> !SIGNAL_AT_JVM_START.matcher(line).matches())
                .toList();
    }

    void awaitOut(String line) {
        awaitOut(line::equals, line);
    }

    void awaitOut(Predicate<String> wanted, String description) {
        assertThat(out.awaitLine(wanted, WATCHDOG))
                .as(() -> "a line \"" + description + "\" on standard output of " + this)
                .isTrue();
    }

    /** Waits until it has printed that many lines to standard output, and returns those from a place on. */
    List<String> awaitOut(int from, int count) {
        assertThat(out.awaitSize(from + count, WATCHDOG))
                .as(() -> (from + count) + " lines on standard output of " + this)
                .isTrue();
        return out().subList(from, from + count);
    }

    /** Waits until it has printed that many lines to standard error, and returns those from a place on. */
    List<String> awaitErr(int from, int count) {
        assertThat(err.awaitSize(from + count, WATCHDOG))
                .as(() -> (from + count) + " lines on standard error of " + this)
                .isTrue();
        return err().subList(from, from + count);
    }

    void awaitErr(String line) {
        assertThat(err.awaitLine(line::equals, WATCHDOG))
                .as(() -> "a line \"" + line + "\" on standard error of " + this)
                .isTrue();
    }

    /** Types lines, each with a line feed. */
    void type(String... lines) {
        write(String.join("\n", lines) + "\n");
    }

    /** Types that and nothing else. */
    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) {
        try {
            OutputStream input = process.getOutputStream();
            input.write(bytes);
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot type to " + this, e);
        }
    }

    /** End of input: Ctrl-D, the end of the file. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if it ends within that time. */
    boolean awaitEnd(Duration timeout) {
        try {
            return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted: the test's own time is up", e);
        }
    }

    /** Waits for its end, and for the last of what it printed. */
    int exitCode() {
        assertThat(awaitEnd(WATCHDOG)).as(() -> "the end of " + this).isTrue();
        out.awaitEnd(WATCHDOG);
        err.awaitEnd(WATCHDOG);
        return process.exitValue();
    }

    /** @param signal as kill(1) names it: {@code INT}, {@code STOP} */
    void signal(String signal) {
        signal(signal, pid());
    }

    static void signal(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
            assertThat(status).as("kill -%s %d", signal, pid).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("cannot send " + signal + " to " + pid, e);
        }
    }

    /** Ends it if it still runs. Harmless when repeated. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + (process.isAlive() ? ")" : ", exit code " + process.exitValue() + ")")
                + "\nstandard output:\n" + out + "standard error:\n" + err;
    }
}
