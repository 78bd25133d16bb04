package io.ipcbox.program;

import static io.ipcbox.program.IpcboxProcess.WATCHDOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A terminal with the jar in it, kept by tmux: keys go in, and the screen can be looked at. When the jar ends, the screen
 * stays and shows the exit code. The test closes it.
 */
final class Terminal implements AutoCloseable {
    // Ctrl-C is for the jar: a shell with a trap survives the signal, and the jar does not inherit the trap.
    private static final String KEEP_OPEN =
            "stty -echoctl; trap : INT; \"$@\"; echo \"exit code $?\"; exec cat > /dev/null";

    private final ProcessChannel channel;

    private Terminal(ProcessChannel channel) {
        this.channel = channel;
    }

    /** Opens a terminal of 100 columns and 40 rows; skips the test if tmux is not installed. */
    static Terminal open(ProcessChannel channel, String... arguments) {
        return open(channel, 100, arguments);
    }

    /** Opens a terminal with that many columns. */
    static Terminal open(ProcessChannel channel, int columns, String... arguments) {
        return run(channel, columns, channel.command(arguments));
    }

    /** Opens a terminal with that many columns, with any program in it. */
    static Terminal run(ProcessChannel channel, int columns, List<String> program) {
        Terminal terminal = new Terminal(channel);
        assumeTrue(isInstalled(), "needs tmux");
        List<String> command =
                new ArrayList<>(List.of("new-session", "-d", "-x", Integer.toString(columns), "-y", "40"));
        command.addAll(List.of("sh", "-c", KEEP_OPEN, "sh"));
        command.addAll(program);
        terminal.tmux(command.toArray(String[]::new));
        return terminal;
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Types text literally. */
    void type(String text) {
        tmux("send-keys", "-l", text);
    }

    /** Presses a key: {@code Enter}, {@code C-c}. */
    void press(String key) {
        tmux("send-keys", key);
    }

    /** Pastes text without marking it, like a terminal without bracketed paste. */
    void paste(String text) {
        tmux("set-buffer", text);
        tmux("paste-buffer");
    }

    void resize(int columns) {
        tmux("resize-window", "-x", Integer.toString(columns));
    }

    /** The visible rows, without the empty rows at the end. */
    List<String> screen() {
        return tmux("capture-pane", "-p")
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /** Waits for the text of the last row that is not empty. */
    void awaitLastRow(String row) {
        awaitScreen("last row \"" + row + "\"", rows -> lastRow(rows).equals(row));
    }

    void awaitScreen(String description, Predicate<List<String>> wanted) {
        try {
            await().atMost(WATCHDOG).until(() -> wanted.test(screen()));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(description + " does not come:\n" + String.join("\n", screen()), e);
        }
    }

    private static String lastRow(List<String> rows) {
        return rows.reversed().stream()
                .filter(row -> !row.isEmpty())
                .findFirst()
                .orElse("");
    }

    // A tmux server for each channel, without the user's settings.
    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", channel.name(), "-f", "/dev/null"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(channel.work().toFile()).redirectErrorStream(true);
        channel.setEnvironment(builder.environment());
        builder.environment().put("TMUX_TMPDIR", channel.work().toString());
        builder.environment().remove("TMUX");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(() -> command + ": " + output).isZero();
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    @Override
    public void close() {
        tmux("kill-server");
        // It answers before it ends.
        await().atMost(WATCHDOG)
                .until(() -> channel.processes().stream()
                        .noneMatch(
                                process -> process.info().command().orElse("").endsWith("/tmux")));
    }
}
