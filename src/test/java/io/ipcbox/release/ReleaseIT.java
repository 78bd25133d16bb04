package io.ipcbox.release;

import static io.ipcbox.release.Installation.asAnotherUser;
import static io.ipcbox.release.Installation.isRoot;
import static io.ipcbox.release.Installation.namesIn;
import static io.ipcbox.release.Installation.run;
import static io.ipcbox.release.Installation.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.process.ExitCode;
import io.ipcbox.release.Installation.Outcome;
import io.ipcbox.support.CProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/release} makes of the jar: unpacked, installed, and run as its users do. */
@Timeout(300)
class ReleaseIT {
    @TempDir
    static Path directory;

    private static Path release;

    @BeforeAll
    @Timeout(300)
    static void makeRelease() throws Exception {
        // For another user too
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        release = directory.resolve("release");
        String made = succeed(
                Path.of("").toAbsolutePath(),
                "",
                List.of("scripts/release", "--jar", System.getProperty("ipcbox.jar"), "--output", release.toString()));
        assertThat(made.lines())
                .containsExactly(made("*.tar.gz").toString(), made("*.deb").toString());
    }

    @AfterAll
    static void letTheDirectoryBeRemoved() throws Exception {
        succeed(directory, "", List.of("chmod", "-R", "u+w", directory.toString()));
    }

    @Test
    void archiveRunsWhereItIsUnpacked() throws Exception {
        Path home = unpack("a read-only place \"with\" blanks");
        succeed(directory, "", List.of("chmod", "-R", "a-w", home.toString()));
        List<String> names = namesIn(home);

        assertDoesTheMainJob(home, List.of(), home.resolve("bin/ipcbox"));

        assertThat(namesIn(home)).isEqualTo(names);
    }

    @Test
    void packageRunsAndGoesAgain() throws Exception {
        assumeTrue(CProgram.isInstalled("dpkg"), "needs dpkg");
        assumeTrue(isRoot(), "needs to be root, for dpkg");
        Path root = directory.resolve("root");
        for (String name : List.of("info", "updates")) {
            Files.createDirectories(root.resolve("var/lib/dpkg").resolve(name));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));

        dpkg(root, "--install", made("*.deb").toString());
        assertDoesTheMainJob(root, List.of(), root.resolve("usr/bin/ipcbox"));
        assertThat(root.resolve("usr/share/man/man1/ipcbox-posix-msq.1.gz")).isRegularFile();
        assertThat(root.resolve("usr/share/bash-completion/completions/ipcbox")).isRegularFile();
        assertThat(root.resolve("usr/share/zsh/vendor-completions/_ipcbox")).isRegularFile();

        dpkg(root, "--purge", "ipcbox");
        assertThat(namesIn(root)).noneMatch(name -> name.startsWith("usr"));
    }

    @Test
    void installationIsUpgradedUsedAndRemoved() throws Exception {
        Path home = directory.resolve("home");
        Path archive = unpack("to install");
        Path prefix = home.resolve("my programs");
        Path cache = home.resolve("cache");
        Files.createDirectories(prefix.resolve("bin"));
        Files.writeString(prefix.resolve("bin/mine"), "of the user");
        giveAway(home);
        List<String> variables = List.of("HOME=" + home, "XDG_CACHE_HOME=" + cache);
        List<String> install =
                asAnotherUser(variables, List.of(archive.resolve("install").toString(), "--prefix", prefix.toString()));

        succeed(home, "", install);
        Path manifest = prefix.resolve("lib/ipcbox/installed-files");
        // As if an older version had a file that the new one has not.
        Files.writeString(manifest, Files.readString(manifest) + "lib/ipcbox/old\n");
        Files.createFile(prefix.resolve("lib/ipcbox/old"));
        assertThat(succeed(home, "", install)).contains(prefix.resolve("bin") + " is not in your PATH");
        assertThat(prefix.resolve("lib/ipcbox/old")).doesNotExist();

        List<String> names = namesIn(prefix);
        assertDoesTheMainJob(home, variables, prefix.resolve("bin/ipcbox"));
        assertThat(namesIn(prefix)).isEqualTo(names);
        assertThat(namesIn(cache)).anyMatch(name -> name.endsWith("/aot"));

        String remover = prefix.resolve("lib/ipcbox/uninstall").toString();
        succeed(home, "", asAnotherUser(variables, List.of(remover)));
        assertThat(namesIn(prefix)).containsExactly("", "bin", "bin/mine");
        assertThat(namesIn(cache)).containsExactly("");
    }

    @Test
    void withoutJavaOneSentenceSaysWhatToInstall() throws Exception {
        Path home = unpack("without Java");
        Path finder = home.resolve("lib/ipcbox/java-home");
        Files.writeString(finder, Files.readString(finder).replace("wanted=25 newest=24", "wanted=99 newest=98"));
        Outcome outcome = run(home, "", List.of(home.resolve("bin/ipcbox").toString(), "--version"));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("ipcbox: needs Java 99 or newer and found none; install one (openjdk-99-jdk"));
    }

    @Test
    void wrongUseOfTheScriptsIsRefused() throws Exception {
        Path home = unpack("misused");
        for (String script : List.of("install", "uninstall")) {
            String program = home.resolve(script).toString();
            assertRefused(List.of(program, "--perfix", "x"), "usage: " + program + " [--prefix DIR]");
            assertRefused(List.of(program, "--prefix"), "usage: " + program + " [--prefix DIR]");
            assertRefused(List.of(program, "--prefix", ""), "usage: " + program + " [--prefix DIR]");
        }
        String packer = Path.of("scripts/release").toAbsolutePath().toString();
        assertRefused(List.of(packer, "--jar"), "usage: scripts/release [--jar FILE] [--output DIR]");
        assertRefused(List.of(packer, "--jar", "/nowhere"), "cannot find /nowhere");
    }

    private static void assertRefused(List<String> command, String reason) throws Exception {
        Outcome outcome = run(directory, "", command);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USED_WRONGLY);
        assertThat(outcome.err()).contains(reason).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    private static void assertDoesTheMainJob(Path working, List<String> variables, Path program) throws Exception {
        List<String> command = List.of(
                program.toString(),
                "--ipcbox.channel=release-" + ProcessHandle.current().pid(),
                "--ipcbox.tcp.port=0");
        assertThat(succeed(working, "3 1 2\n", asAnotherUser(variables, command))
                        .lines())
                .contains("Mean is 2", "Median is 2", "Modes are 3, 1, 2");
    }

    private static Path unpack(String name) throws Exception {
        Path home = Files.createDirectory(directory.resolve(name));
        succeed(
                home,
                "",
                List.of("tar", "-xzf", made("*.tar.gz").toString(), "--strip-components=1", "--no-same-owner"));
        return home;
    }

    private static void giveAway(Path home) throws Exception {
        if (isRoot()) {
            succeed(directory, "", List.of("chown", "-R", "65534:65534", home.toString()));
        }
    }

    private static void dpkg(Path root, String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "dpkg", "--root=" + root, "--log=/dev/null"));
        command.addAll(List.of(words));
        Outcome outcome = run(root, "", command);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private static Path made(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(release)) {
            return files.filter(file -> release.getFileSystem()
                            .getPathMatcher("glob:" + pattern)
                            .matches(file.getFileName()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
