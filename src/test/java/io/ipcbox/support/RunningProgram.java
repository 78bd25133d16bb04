package io.ipcbox.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process that a test talks with, line by line. Closing it kills it if it still runs. */
public final class RunningProgram implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 25;
    private static final String END = "\0end of output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> errors = new ArrayList<>();
    private final Thread errorReader;

    private RunningProgram(Process process) {
        this.process = process;
        this.errorReader = Thread.ofPlatform().daemon().start(this::readErrors);
        Thread.ofPlatform().daemon().start(this::readLines);
    }

    public static RunningProgram start(List<String> command) {
        try {
            return new RunningProgram(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // killed
        }
        lines.add(END);
    }

    private void readErrors() {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(line -> {
                synchronized (errors) {
                    errors.add(line);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // killed
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** True when it has printed a line that was not asked for yet. */
    public boolean hasLine() {
        return !lines.isEmpty();
    }

    /** The next line it prints; fails when none comes. */
    public String line() {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line)
                    .as("a line of output; errors: %s", errors())
                    .isNotNull()
                    .isNotEqualTo(END);
            return String.valueOf(line);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Types a line. */
    public void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param signal as kill(1) names it: {@code TERM}, {@code STOP} */
    public void signal(String signal) {
        signal(pid(), signal);
    }

    public static void signal(long pid, String signal) {
        try {
            int result = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .start()
                    .waitFor();
            assertThat(result).as("kill -%s %d", signal, pid).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end; fails when it does not end. */
    public int exitCode() {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ends by itself; errors: %s", errors())
                    .isTrue();
            errorReader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end, which must be a good one. */
    public void succeeds() {
        int exit = exitCode();
        assertThat(exit).as("exit code; errors: %s", errors()).isZero();
    }

    /** The rest of what it prints, after its good end. */
    public List<String> remainingLines() {
        succeeds();
        List<String> rest = new ArrayList<>();
        try {
            String line = lines.take();
            while (!line.equals(END)) {
                rest.add(line);
                line = lines.take();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return rest;
    }

    /** What it has printed on its standard error. */
    public String errors() {
        synchronized (errors) {
            return String.join("\n", errors);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
