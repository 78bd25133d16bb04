package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code posix msq} and {@code sysv msq}, with Python at either end. */
@ExtendWith(NoLeftovers.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MsqCommandIT {
    private static final String STAMP = "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{6} ";

    @ParameterizedTest
    @EnumSource
    void serverPrintsWhatPythonSendsUntilCtrlC(Family family) {
        String queue = family.fresh();
        // More than a queue holds, and without the pause of a second.
        try (RunningProgram server = family.start(queue, "msq", "--server")) {
            assertThat(server.line()).isEqualTo("start queue server: " + queue);
            family.python("client", queue, "15");
            for (int i = 0; i < 15; i++) {
                assertThat(server.line()).matches(STAMP + "\\{'count': " + i + "}");
            }
            family.python("send-hex", queue, hex("not {json}\u001b[2J\n"));
            assertThat(server.line()).matches(STAMP + "not \\{json}\\\\x1B\\[2J\\\\x0A");
            family.python("send-hex", queue, "ff00");
            assertThat(server.line()).matches(STAMP + "\\\\xFF\\\\x00");
            family.python("send-hex", queue, "");
            assertThat(server.line()).matches(STAMP);
            Family.cancel(server, "end queue server: " + queue);
        }
        assertThat(family.run(queue, "msq", "--clean"))
                .singleElement()
                .asString()
                .matches(removed(family, queue, "msqid"));
    }

    static String removed(Family family, String object, String idName) {
        return family == Family.POSIX ? object + " is removed\\." : object + " \\[" + idName + ": \\d+] is removed\\.";
    }

    @ParameterizedTest
    @EnumSource
    void pythonUnderstandsWhatTheClientSends(Family family) {
        String queue = family.fresh();
        try (RunningProgram server = family.startPython("server", queue, "3")) {
            assertThat(server.line()).isEqualTo("ready");
            assertThat(family.run(queue, "msq", "-c3", "--interval=0.1"))
                    .containsExactly(
                            "send to " + queue + " 3 times.", "pushed: 0", "pushed: 1", "pushed: 2", "send complete.");
            assertThat(server.remainingLines()).containsExactly("{'count': 0}", "{'count': 1}", "{'count': 2}");
        }
        family.run(queue, "msq", "--clean");
    }

    @ParameterizedTest
    @EnumSource
    void messageHasTheBytesOfTheOriginal(Family family) {
        String queue = family.fresh();
        family.run(queue, "msq", "--count", "1");
        assertThat(family.python("receive-hex", queue)).containsExactly(hex("{\"count\": 0}"));
        family.run(queue, "msq", "--clean");
    }

    @ParameterizedTest
    @EnumSource
    void fullQueueIsToldAndWaitedFor(Family family) {
        String queue = family.fresh();
        fill(family, queue);
        try (RunningProgram client = family.start(queue, "msq", "-c", "1")) {
            assertThat(client.line()).isEqualTo("send to " + queue + " 1 times.");
            await().until(() ->
                    client.errors().contains("ipcbox: the queue " + queue + " is full; waiting for a receiver"));
            family.run(queue, "msq", "receive");
            assertThat(client.line()).isEqualTo("pushed: 0");
            assertThat(client.line()).isEqualTo("send complete.");
            client.succeeds();
        }
        family.run(queue, "msq", "--clean");
    }

    @ParameterizedTest
    @EnumSource
    void waitsEndAsTheOptionsSay(Family family) {
        String queue = family.fresh();
        family.run(queue, "msq", "create");
        assertFails(family.start(queue, "msq", "receive", "--nonblock"), "EAGAIN", "it is empty");
        assertFails(family.start(queue, "msq", "receive", "--timeout=100ms"), "ETIMEDOUT", "it is empty");
        fill(family, queue);
        assertFails(family.start(queue, "msq", "send", "--nonblock", big(family)), "EAGAIN", "it is full");
        assertFails(family.start(queue, "msq", "send", "-t", "0.1", big(family)), "ETIMEDOUT", "it is full");
        assertFails(family.start(queue, "msq", "-t", "0.1"), "ETIMEDOUT", "it is full");
        family.run(queue, "msq", "clean");
    }

    private static void assertFails(RunningProgram program, String... words) {
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.errors()).contains("ipcbox: cannot ").contains(words);
    }

    @ParameterizedTest
    @EnumSource
    void binaryDataSurvive(Family family, @TempDir Path directory) throws IOException {
        String queue = family.fresh();
        byte[] bytes = new byte[8192];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(directory.resolve("in"), bytes);
        Path copy = directory.resolve("out");
        family.run(queue, "msq", "create");
        assertThat(family.run(file, copy, queue, "msq", "send", "-")).isZero();
        assertThat(family.run(Path.of("/dev/null"), copy, queue, "msq", "receive"))
                .isZero();
        assertThat(copy).hasBinaryContent(bytes);
        family.run(file, copy, queue, "msq", "send", "-");
        assertThat(family.python("receive-hex", queue))
                .containsExactly(HexFormat.of().formatHex(bytes));
        family.python("send-hex", queue, "00ff0a80");
        assertThat(family.run(Path.of("/dev/null"), copy, queue, "msq", "receive"))
                .isZero();
        assertThat(copy).hasBinaryContent(HexFormat.of().parseHex("00ff0a80"));
        family.run(queue, "msq", "clean");
    }

    /** The input has no end: a program that reads all of it does not return. */
    @ParameterizedTest
    @EnumSource
    void inputThatNoMessageHoldsIsRefusedEarly(Family family) {
        String queue = family.fresh();
        family.run(queue, "msq", "create");
        RunningProgram program = RunningProgram.start(
                List.of("sh", "-c", String.join(" ", family.command(queue, "msq", "send", "-")) + " < /dev/zero"));
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.errors())
                .contains("ipcbox: cannot take standard input: EMSGSIZE ", "it has more than the 8192 bytes that fit");
        family.run(queue, "msq", "clean");
    }

    @ParameterizedTest
    @EnumSource
    void statTellsTheOwner(Family family) {
        String queue = family.fresh();
        family.run(queue, "msq", "create", "--mode=640");
        assertThat(family.run(queue, "msq", "stat"))
                .anyMatch(line -> line.matches("mode +0640"))
                .anyMatch(line -> line.matches("uid +" + uid()));
        assertThat(family.run(queue, "msq", "stat", "--json"))
                .singleElement()
                .asString()
                .contains("\"mode\":\"0640\",\"uid\":" + uid() + ",\"gid\":");
        family.run(queue, "msq", "clean");
    }

    private static String uid() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThereIsAnError(Family family) {
        String queue = family.fresh();
        assertFails(family.start(queue, "msq", "send", "x"), "ENOENT");
        assertFails(family.start(queue, "msq", "receive"), "ENOENT");
        assertFails(family.start(queue, "msq", "stat"), "ENOENT");
        assertFails(family.start(queue, "msq", "--clean"), "ENOENT");
    }

    @ParameterizedTest
    @EnumSource
    void createIsExclusiveWhenAskedTo(Family family) {
        String queue = family.fresh();
        assertThat(family.run(queue, "msq", "create", "--mode=640", "-x"))
                .singleElement()
                .asString()
                .endsWith(" is created.");
        assertThat(family.run(queue, "msq", "create"))
                .singleElement()
                .asString()
                .endsWith(" exists already.");
        assertFails(family.start(queue, "msq", "create", "--exclusive"), "EEXIST");
        family.run(queue, "msq", "send", "abc");
        assertThat(family.run(queue, "msq", "stat", "--json"))
                .singleElement()
                .asString()
                .contains("\"messages\":1");
        assertThat(family.run(queue, "msq", "stat")).anyMatch(line -> line.matches("messages +1"));
        family.run(queue, "msq", "clean");
    }

    /** Nothing more of {@link #big} fits. */
    private static void fill(Family family, String queue) {
        family.run(queue, "msq", "create");
        int most = family == Family.POSIX ? 10 : 2;
        for (int i = 0; i < most; i++) {
            family.python("send-hex", queue, hex(family == Family.POSIX ? "x" : big(family)));
        }
    }

    // The default System V queue takes 16384 bytes, and 8192 in one message.
    private static String big(Family family) {
        return family == Family.POSIX ? "x" : "x".repeat(8192);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
