package io.ipcbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real parent with real children. */
class ParentBondIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private Process parent;
    private List<ProcessHandle> children;

    @BeforeEach
    void startParent() throws IOException {
        parent = java(SupervisingParent.class, List.of());
        BufferedReader said = parent.inputReader();
        children = new ArrayList<>();
        for (int child = 0; child < 2; child++) {
            children.add(ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow());
        }
    }

    @AfterEach
    void endAll() {
        parent.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void parentThatIsKilledLeavesNoChild() throws InterruptedException {
        parent.destroyForcibly().waitFor();
        children.forEach(child -> await().atMost(LONG).until(() -> LinuxProcess.isGone(child)));
    }

    @Test
    void parentThatEndsByItselfLeavesNoChild() throws Exception {
        parent.getOutputStream().close();
        assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parent.exitValue()).isZero();
        assertThat(children).allMatch(LinuxProcess::isGone);
    }

    @Test
    void childrenHaveSessionsOfTheirOwn() throws IOException {
        for (ProcessHandle child : children) {
            assertThat(LinuxProcess.session(child)).isEqualTo(child.pid());
        }
    }

    @Test
    void childrenReadNothingFromTheTerminal() {
        assertThat(children)
                .allSatisfy(child -> assertThat(Path.of("/proc", Long.toString(child.pid()), "fd/0"))
                        .isSymbolicLink()
                        .satisfies(input ->
                                assertThat(Files.readSymbolicLink(input)).isEqualTo(Path.of("/dev/null"))));
    }

    @Test
    void childOfAnotherParentEndsAtOnce() throws Exception {
        Process orphan = java(BondedChild.class, List.of("-D" + ParentBond.PROPERTY + "=1"));
        try {
            assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(orphan.exitValue()).isEqualTo(ExitCode.FAILED);
            assertThat(orphan.inputReader().readLine()).isNull();
        } finally {
            orphan.destroyForcibly();
        }
    }

    private static Process java(Class<?> main, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
