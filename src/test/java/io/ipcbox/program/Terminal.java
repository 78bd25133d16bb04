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
 * stays and says its exit code. Whoever opened it closes it.
 */
final class Terminal implements AutoCloseable {
    // Ctrl-C is for the jar: a shell that traps the signal survives it, and does not pass the trap on.
    private static final String KEEP_OPEN =
            "stty -echoctl; trap : INT; \"$@\"; echo \"exit code $?\"; exec cat > /dev/null";

    private final ProcessChannel channel;

    private Terminal(ProcessChannel channel) {
        this.channel = channel;
    }

    /** Opens one of 100 columns and 40 rows, or skips the test where there is no tmux. */
    static Terminal open(ProcessChannel channel, String... arguments) {
        return open(channel, 100, arguments);
    }

    /** Opens one of so many columns. */
    static Terminal open(ProcessChannel channel, int columns, String... arguments) {
        return run(channel, columns, channel.command(arguments));
    }

    /** Opens one of so many columns with any program in it. */
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

    /** Types text as it is. */
    void type(String text) {
        tmux("send-keys", "-l", text);
    }

    /** Presses a key: {@code Enter}, {@code C-c}. */
    void press(String key) {
        tmux("send-keys", key);
    }

    /** Pastes text without marking it, as terminals do that know no bracketed paste. */
    void paste(String text) {
        tmux("set-buffer", text);
        tmux("paste-buffer");
    }

    /** Makes it narrower or wider. */
    void resize(int columns) {
        tmux("resize-window", "-x", Integer.toString(columns));
    }

    /** What can be seen, without the empty rows at the end. */
    List<String> screen() {
        return tmux("capture-pane", "-p")
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /** Waits until the last row that is not empty reads so. */
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

    // A server of its own for each channel, with no settings of the user.
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
        // It answers first and ends then.
        await().atMost(WATCHDOG)
                .until(() -> channel.processes().stream()
                        .noneMatch(
                                process -> process.info().command().orElse("").endsWith("/tmux")));
    }
}
