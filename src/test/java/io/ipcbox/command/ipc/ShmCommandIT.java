package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.command.Typed;
import io.ipcbox.console.RecordingConsole;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code posix shm} and {@code sysv shm}, with Python at either end. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ShmCommandIT {
    private static final String ASK = "Please enter something: ";

    @ParameterizedTest
    @EnumSource
    void serverShowsWhatPythonWroteUntilCtrlC(Family family) {
        String memory = family.fresh();
        try (RunningProgram server = family.start(memory, "shm", "-s", "--interval=200ms")) {
            assertThat(server.line()).isEqualTo("start shared memory server: " + memory + ", size=20");
            family.python("write", memory, "grüß dich");
            awaitText(server, "grüß dich");
            family.python("write", memory, "line\nanother");
            awaitText(server, "line");
            family.python("write", memory, "twenty bytes, no NUL");
            awaitText(server, "twenty bytes, no NUL");
            server.signal("INT");
            awaitText(server, "canceled.");
            assertThat(server.line()).isEqualTo("end shared memory server: " + memory);
            assertThat(server.exitCode()).isEqualTo(130);
        }
        assertThat(family.run(memory, "shm", "--clean"))
                .singleElement()
                .asString()
                .matches(MsqCommandIT.removed(family, memory, "shmid"));
    }

    private static void awaitText(RunningProgram server, String text) {
        String line = server.line();
        while (!line.equals(text) && !line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\Q" + text + "\\E")) {
            line = server.line();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pythonReadsWhatTheClientAskedFor(Family family) {
        String memory = family.fresh();
        family.python("create_memory", memory, "20");
        family.python("write", memory, "something longer");
        try (RunningProgram client = family.start(memory, "shm", "-b", "8")) {
            assertThat(client.line()).isEqualTo("write to " + memory);
            client.type("the first");
            assertThat(client.line()).isEqualTo(ASK + "write: the first");
            client.type("");
            assertThat(client.line()).isEqualTo(ASK + "write: ");
            client.type("näh");
            assertThat(client.line()).isEqualTo(ASK + "write: näh");
            client.endInput();
            client.succeeds();
        }
        // The size is still 20 bytes: -b applies to new memory only.
        assertThat(family.python("read", memory)).containsExactly(hex("näh") + "00".repeat(16));
        family.run(memory, "shm", "--clean");
    }

    @ParameterizedTest
    @EnumSource
    void textThatIsTooLongLeavesEverythingAsItWas(Family family) {
        String memory = family.fresh();
        family.run(memory, "shm", "create", "-b5");
        family.run(memory, "shm", "write", "first");
        try (RunningProgram client = family.start(memory, "shm")) {
            assertThat(client.line()).isEqualTo("write to " + memory);
            client.type("second");
            assertThat(client.exitCode()).isEqualTo(1);
            assertThat(client.errors()).contains("there is no room for 6 bytes; its size is 5");
        }
        assertThat(family.run(memory, "shm", "read", "--text")).containsExactly("first");
        family.run(memory, "shm", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void secondServerShowsTheRealSize(Family family) {
        String memory = family.fresh();
        family.run(memory, "shm", "create", "--size=33");
        for (String size : new String[] {"8", "100"}) {
            try (RunningProgram server = family.start(memory, "shm", "-sb" + size)) {
                assertThat(server.line()).isEqualTo("start shared memory server: " + memory + ", size=33");
            }
        }
        assertThat(family.run(memory, "shm", "stat", "--json"))
                .singleElement()
                .asString()
                .contains("\"size\":33");
        family.run(memory, "shm", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void binaryDataSurvive(Family family, @TempDir Path directory) throws IOException {
        String memory = family.fresh();
        byte[] bytes = new byte[100_000];
        new Random(8).nextBytes(bytes);
        Path file = Files.write(directory.resolve("in"), bytes);
        Path copy = directory.resolve("out");
        Path nothing = Path.of("/dev/null");
        family.run(memory, "shm", "create", "-b100000");
        assertThat(family.run(file, copy, memory, "shm", "write", "-")).isZero();
        assertThat(family.run(nothing, copy, memory, "shm", "read")).isZero();
        assertThat(copy).hasBinaryContent(bytes);
        family.run(memory, "shm", "write", "--offset=99990", "0123456789");
        assertThat(family.run(nothing, copy, memory, "shm", "read", "-o99985", "-b8"))
                .isZero();
        assertThat(Files.readAllBytes(copy))
                .startsWith(Arrays.copyOfRange(bytes, 99_985, 99_990))
                .endsWith('0', '1', '2');
        RunningProgram beyond = family.start(memory, "shm", "write", "--offset=99991", "0123456789");
        assertThat(beyond.exitCode()).isEqualTo(1);
        assertThat(beyond.errors()).contains("there is no room for 10 bytes from offset 99991; its size is 100000");
        family.run(memory, "shm", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void clientWritesLineAfterLineUntilCtrlC(Family family) {
        String memory = family.fresh();
        try (RunningProgram client = family.start(memory, "shm")) {
            client.line();
            for (String text : List.of("one", "two", "three")) {
                client.type(text);
                assertThat(client.line()).isEqualTo(ASK + "write: " + text);
                assertThat(family.python("read", memory))
                        .singleElement()
                        .asString()
                        .startsWith(hex(text) + "00");
            }
            client.signal("INT");
            assertThat(client.exitCode()).isEqualTo(130);
            assertThat(client.errors()).isEmpty();
        }
        family.run(memory, "shm", "clean");
    }

    /** The heap holds neither the file nor the memory. */
    @ParameterizedTest
    @EnumSource
    void memoryMayBeLargerThanTheHeap(Family family, @TempDir Path directory) throws IOException {
        String memory = family.fresh();
        byte[] bytes = new byte[48 << 20];
        new Random(9).nextBytes(bytes);
        Path file = Files.write(directory.resolve("in"), bytes);
        Path copy = directory.resolve("out");
        family.run(memory, "shm", "create", "-b" + bytes.length);

        assertThat(shell(smallJar(family, memory, "shm", "write", "-") + " < " + file))
                .isZero();
        assertThat(shell(smallJar(family, memory, "shm", "read") + " > " + copy))
                .isZero();

        assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        family.run(memory, "shm", "clean");
    }

    private static String smallJar(Family family, String memory, String... words) {
        List<String> command = family.command(memory, words);
        command.add(command.indexOf("-jar"), "-Xmx24m");
        return String.join(" ", command);
    }

    private static int shell(String command) {
        return RunningProgram.start(List.of("sh", "-c", command)).exitCode();
    }

    /** The end of a piece splits neither a character nor a row of NULs. */
    @Test
    void personSeesLargeMemoryAsAWhole() {
        String memory = Family.POSIX.fresh();
        Family.POSIX.run(memory, "shm", "create", "-b" + (Memory.PIECE_BYTES + 3));
        Family.POSIX.run(memory, "shm", "write", "-o" + (Memory.PIECE_BYTES - 1), "é");
        RecordingConsole console = new RecordingConsole();

        Typed.TREE.run(List.of("posix", "shm", "read", "-n", memory), console);

        assertThat(console.printed()).singleElement().asString().endsWith("\\x00é\n(2 NULs follow)");
        Family.POSIX.run(memory, "shm", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void inputThatIsTooLongIsRefused(Family family, @TempDir Path directory) throws IOException {
        String memory = family.fresh();
        Path file = Files.write(directory.resolve("in"), new byte[Memory.PIECE_BYTES + 2]);
        family.run(memory, "shm", "create", "-b" + (Memory.PIECE_BYTES + 1));
        RunningProgram program =
                RunningProgram.start(List.of("sh", "-c", smallJar(family, memory, "shm", "write", "-") + " < " + file));
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.errors())
                .contains(
                        "EMSGSIZE",
                        "standard input has more than the 1048577 bytes that fit; 1048576 bytes were written");
        assertThat(shell("echo 12345 | " + smallJar(family, memory, "shm", "write", "-o" + Memory.PIECE_BYTES, "-")
                        + " 2> " + directory.resolve("errors")))
                .isEqualTo(1);
        assertThat(directory.resolve("errors"))
                .content()
                .contains("standard input has more than the 1 bytes that fit; 0 bytes were written");
        family.run(memory, "shm", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void endOfInputIsNoText(Family family, @TempDir Path directory) throws IOException {
        String memory = family.fresh();
        family.run(memory, "shm", "create");
        family.run(memory, "shm", "write", "kept");
        assertThat(family.run(Path.of("/dev/null"), directory.resolve("out"), memory, "shm"))
                .isEqualTo(1);
        assertThat(family.run(memory, "shm", "read", "--text")).containsExactly("kept");
        family.run(memory, "shm", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void endOfInputCreatesNothing(Family family, @TempDir Path directory) {
        String memory = family.fresh();
        Path out = directory.resolve("out");
        assertThat(family.run(Path.of("/dev/null"), out, memory, "shm")).isEqualTo(1);
        assertThat(family.run(Path.of("/dev/null"), out, memory, "shm", "stat")).isEqualTo(1);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
