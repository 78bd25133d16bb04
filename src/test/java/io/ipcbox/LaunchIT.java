package io.ipcbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.process.ExitCode;
import io.ipcbox.process.LinuxProcess;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.ClassFileFormatVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, as users start it. */
class LaunchIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void badConfigurationIsToldWholeAndNothingIsMade() throws Exception {
        Path channel = directory.resolve("channel");
        Files.writeString(directory.resolve("application.yml"), "ipcbox:\n  tcp:\n    port: http\n");
        Process up = start("up", "--ipcbox.directory=" + channel, "--ipcbox.backlog=1", "--ipcbox.chanel=x");
        assertThat(exitCode(up)).isEqualTo(ExitCode.USED_WRONGLY);
        assertThat(output()).isEmpty();
        assertThat(errors())
                .containsExactlyInAnyOrder(
                        "ipcbox: ipcbox.tcp.port=http (application.yml, line 3): must be a whole number from 0 to"
                                + " 65535",
                        "ipcbox: ipcbox.backlog=1 (command line): must be a size from 64KB to 1GB, such as 4MB",
                        "ipcbox: ipcbox.chanel=x (command line): unknown setting; did you mean ipcbox.channel?");
        assertThat(channel).doesNotExist();
    }

    @Test
    void unreadableConfigurationIsToldInOneLine() throws Exception {
        Files.writeString(directory.resolve("application.yml"), "ipcbox:\n  tcp: [\n");
        assertThat(exitCode(start("client-pipe"))).isEqualTo(ExitCode.USED_WRONGLY);
        assertThat(output()).isEmpty();
        assertThat(errors()).singleElement().asString().startsWith("ipcbox: cannot read application.yml, line 3: ");
    }

    @Test
    void mistypedCommandIsRefused() throws Exception {
        assertThat(exitCode(start("sever"))).isEqualTo(ExitCode.USED_WRONGLY);
        assertThat(output()).isEmpty();
        assertThat(errors()).containsExactly("ipcbox: unknown command: \"sever\"; did you mean \"server\"?");
    }

    @Test
    void versionIsThatOfTheJar() throws Exception {
        assertThat(exitCode(start("--version"))).isZero();
        assertThat(output()).singleElement().asString().matches("ipcbox \\d+\\.\\d+.*");
        assertThat(errors()).isEmpty();
    }

    /** A jar that was not built by Maven has all its classes for one Java. */
    @Test
    void classThatRefusesAnOlderJavaRunsOnIt() throws Exception {
        Path jar = Path.of(System.getProperty("ipcbox.jar"));
        assumeThat(jar).endsWith(Path.of("target/ipcbox.jar"));
        try (JarFile file = new JarFile(jar.toFile())) {
            String name = file.getManifest().getMainAttributes().getValue("Start-Class");
            assertThat(name).isEqualTo(IpcboxApplication.class.getName());
            try (var start = new DataInputStream(
                    file.getInputStream(file.getEntry("BOOT-INF/classes/" + name.replace('.', '/') + ".class")))) {
                start.skipNBytes(6);
                assertThat(start.readUnsignedShort()).isEqualTo(ClassFileFormatVersion.RELEASE_17.major());
            }
        }
    }

    @Test
    void serverAndClientsRunUnderOnePromptAndEndTogether() throws Exception {
        Process up = startUp();
        assertThat(LinuxProcess.name(up.toHandle())).isEqualTo("ipcbox-server");
        assertThat(up.children().map(LinuxProcess::name))
                .containsExactlyInAnyOrder("ipcbox-socket", "ipcbox-pipe", "ipcbox-shm");
        up.getOutputStream().close();
        assertThat(exitCode(up)).isZero();
        assertThat(errors()).isEmpty();
        assertThat(started).allMatch(LinuxProcess::isGone);
    }

    @Test
    void killedServerLeavesNoClient() throws Exception {
        startUp().destroyForcibly();
        started.forEach(process -> await().atMost(LONG).until(() -> LinuxProcess.isGone(process)));

        // What it left behind the next one takes away.
        Process next = startInChannel("server");
        next.getOutputStream().close();
        assertThat(exitCode(next)).isZero();
    }

    /** Starts server and clients, and returns once all of them are ready. */
    private Process startUp() throws IOException {
        Process up = startInChannel("up");
        await().atMost(LONG)
                .until(() -> !up.isAlive() || output().stream().anyMatch(line -> line.startsWith("Server is ready")));
        up.children().forEach(started::add);
        assertThat(started).hasSize(4);
        return up;
    }

    /** Not in the user's own channel. */
    private Process startInChannel(String role) throws IOException {
        return start(
                role,
                "--ipcbox.channel=launch-" + ProcessHandle.current().pid(),
                "--ipcbox.directory=" + directory.resolve("channel"),
                "--ipcbox.tcp.port=0");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("ipcbox.jar")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        started.add(process.toHandle());
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private List<String> output() throws IOException {
        return Files.readAllLines(directory.resolve("out"));
    }

    private List<String> errors() throws IOException {
        return Files.readAllLines(directory.resolve("err"));
    }
}
