package io.ipcbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/ipcbox} with a copy of the jar, in a place with blanks in its name and without the sources. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherScriptIT {
    @TempDir
    static Path directory;

    private static Path home;
    private static Path link;

    @BeforeAll
    static void install() throws IOException {
        home = directory.resolve("a place \"with\" blanks");
        Files.createDirectories(home.resolve("scripts"));
        Files.createDirectories(home.resolve("target"));
        for (String script : List.of("scripts/ipcbox", "scripts/java-home")) {
            Files.copy(Path.of(script), home.resolve(script));
        }
        Files.copy(Path.of(System.getProperty("ipcbox.jar")), home.resolve("target/ipcbox.jar"));
        assertThat(home.resolve("scripts/ipcbox").toFile().setExecutable(true)).isTrue();
        link = Files.createSymbolicLink(directory.resolve("link"), home.resolve("scripts/ipcbox"));
    }

    @Test
    @Order(1)
    void programsThatStartAtOnceMakeOneCacheAndNoneWaitsForTheEndOfAnother() throws Exception {
        Path input = Files.writeString(directory.resolve("first"), "1 2 2 7\n");
        String channel = "--ipcbox.directory=" + directory + "/first-channel";
        List<Process> launchers = List.of(
                start("pipe", "client-pipe", channel),
                start(
                        "shm",
                        "client-shm",
                        "--ipcbox.channel=first-" + ProcessHandle.current().pid(),
                        channel),
                start(
                        "server",
                        input,
                        "server",
                        "--ipcbox.channel=first-" + ProcessHandle.current().pid(),
                        channel,
                        "--ipcbox.tcp.port=0",
                        "--ipcbox.server.await-clients=2"));
        for (Process launcher : launchers) {
            assertThat(exitCode(launcher)).isZero();
        }
        assertThat(text("pipe.out")).contains("Median is 2");
        assertThat(text("shm.out")).contains("Mode is 2");
        for (String name : List.of("pipe", "shm", "server")) {
            assertThat(text(name + ".err")).isEmpty();
        }
        assertThat(caches()).singleElement().satisfies(cache -> {
            assertThat(cache.resolve("jvm-options")).content().contains("-XX:AOTCache=");
            assertThat(cache.resolve("aot")).isNotEmptyFile();
        });
    }

    @Test
    @Order(2)
    void laterStartsUseItAsItIs() throws Exception {
        List<Path> before = caches();
        var made = Files.getLastModifiedTime(before.getFirst().resolve("aot"));
        assertThat(exitCode(start("later", "--version"))).isZero();
        assertThat(caches()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(before.getFirst().resolve("aot"))).isEqualTo(made);
    }

    @Test
    @Order(3)
    void inputReachesTheProgramAndOutputAndExitCodeComeBack() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "123 123 456 789\n");
        Process up = start(
                "up",
                input,
                "up",
                "--ipcbox.channel=launcher-" + ProcessHandle.current().pid(),
                "--ipcbox.directory=" + directory + "/channel",
                "--ipcbox.tcp.port=0");
        assertThat(exitCode(up)).isZero();
        assertThat(text("up.out").lines())
                .startsWith("Client1 (socket) is ready", "Client2 (pipe) is ready", "Client3 (shared memory) is ready")
                .contains("Mean is 372.75", "Median is 289.5", "Mode is 123");
        assertThat(text("up.err")).isEmpty();

        assertThat(exitCode(start("wrong", "sever"))).isEqualTo(ExitCode.USED_WRONGLY);
        assertThat(text("wrong.err")).contains("did you mean \"server\"?");
    }

    @Test
    @Order(4)
    void anotherJarGetsAnotherCacheAndTheOldOneGoes() throws Exception {
        List<Path> before = caches();
        Path jar = home.resolve("target/ipcbox.jar");
        Files.copy(jar, home.resolve("target/new.jar"));
        Files.move(home.resolve("target/new.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(exitCode(start("new", "--version"))).isZero();
        assertThat(caches()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    @Order(5)
    void javaThatIsTooOldIsPassedOver() throws Exception {
        Path old = directory.resolve("old");
        Path java = Files.createDirectories(old.resolve("bin")).resolve("java");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(java, "#!/bin/sh\necho old java; exit 7\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        ProcessBuilder launcher = launcher("passed-over", "--version");
        launcher.environment().put("JAVA_HOME", old.toString());
        launcher.environment().put("PATH", javaHome() + "/bin:" + System.getenv("PATH"));
        assertThat(exitCode(launcher.start())).isZero();
        assertThat(text("passed-over.out")).startsWith("ipcbox ");
    }

    /** As for a service, in a place that cannot be written; root could write it whatever its mode. */
    @Test
    @Order(6)
    void withoutAHomeAndWithoutAPlaceForTheCacheItRunsAllTheSame() throws Exception {
        Path copy = copyOfTheProgram("read only");
        Files.createFile(copy.resolve("target/launcher"));
        ProcessBuilder launcher = launcher("homeless", "--version");
        launcher.command().set(0, copy.resolve("scripts/ipcbox").toString());
        launcher.environment().remove("HOME");
        launcher.environment().put("XDG_CACHE_HOME", "/dev/null/cache");
        assertThat(exitCode(launcher.start())).isZero();
        assertThat(text("homeless.out")).startsWith("ipcbox ");
        assertThat(text("homeless.err")).isEmpty();
    }

    /** Maven needs a home, and takes so long that a log has to hear of it. */
    @Test
    @Order(7)
    void buildIsToldAlsoToALogAndNeedsNoHome() throws Exception {
        Path copy = copyOfTheProgram("sources");
        Files.move(copy.resolve("target/ipcbox.jar"), copy.resolve("built.jar"));
        Files.createDirectories(copy.resolve("src/main"));
        Files.createFile(copy.resolve("pom.xml"));
        Files.createFile(copy.resolve("application.yml"));
        Path maven = Files.writeString(
                copy.resolve("mvnw"), "#!/bin/bash\nset -u\n[[ -d $HOME ]] && cp built.jar target/ipcbox.jar\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Files.createFile(copy.resolve("target/launcher"));
        ProcessBuilder launcher = launcher("built", "--version");
        launcher.command().set(0, copy.resolve("scripts/ipcbox").toString());
        launcher.environment().remove("HOME");
        launcher.environment().put("XDG_CACHE_HOME", "/dev/null/cache");
        assertThat(exitCode(launcher.start())).isZero();
        assertThat(text("built.err")).isEqualTo("ipcbox: building the program, once ...\n");
    }

    private static Path copyOfTheProgram(String name) throws IOException {
        Path copy = directory.resolve(name);
        Files.createDirectories(copy.resolve("scripts"));
        Files.createDirectories(copy.resolve("target"));
        for (String file : List.of("scripts/ipcbox", "scripts/java-home", "target/ipcbox.jar")) {
            Files.copy(home.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return copy;
    }

    private static Process start(String name, String... arguments) throws IOException {
        return launcher(name, arguments).start();
    }

    private static Process start(String name, Path input, String... arguments) throws IOException {
        return launcher(name, arguments).redirectInput(input.toFile()).start();
    }

    private static ProcessBuilder launcher(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(link.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder launcher = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .redirectError(directory.resolve(name + ".err").toFile());
        launcher.environment().put("JAVA_HOME", javaHome());
        return launcher;
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(280, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    private static List<Path> caches() throws IOException {
        try (Stream<Path> entries = Files.list(home.resolve("target/launcher"))) {
            return entries.filter(Files::isDirectory).toList();
        }
    }
}
