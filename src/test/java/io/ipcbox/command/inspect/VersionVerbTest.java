package io.ipcbox.command.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.command.CommandTree;
import io.ipcbox.console.RecordingConsole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code version} on the command line and in the shell, where it is the same. */
class VersionVerbTest {
    private static final CommandTree TREE = new CommandTree(List.of(VersionVerb.WORD));

    @Test
    void everyVersionIsOnALineOfItsOwn() throws IOException {
        assertThat(run("version").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ipcbox       "),
                        line -> assertThat(line).isEqualTo("java         " + Runtime.version()),
                        line -> assertThat(line).isEqualTo("kernel       " + output("uname", "-r")),
                        line -> assertThat(line)
                                .matches("glibc        [0-9.]+")
                                .endsWith(output("getconf", "GNU_LIBC_VERSION").replace("glibc ", " ")),
                        line -> assertThat(line).matches("ring layout  [0-9]+"));
    }

    @Test
    void programsGetJson() throws IOException {
        assertThat(run("version", "--json"))
                .startsWith("{\"ipcbox\":\"")
                .contains("\"kernel\":\"" + output("uname", "-r") + "\"", "\"ring_layout\":")
                .endsWith("}");
    }

    private static String run(String... words) {
        RecordingConsole console = new RecordingConsole();
        TREE.run(List.of(words), console);
        return String.join("\n", console.printed());
    }

    private static String output(String... command) throws IOException {
        return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip();
    }
}
