package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A peer process: C, Python, a command or a JVM. {@link #close} kills it if it still runs. */
final class Peer implements AutoCloseable {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final BufferedReader output;

    private Peer(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Peer command(String... words) {
        return new Peer(List.of(words));
    }

    /** The C program of {@code peer.c}. */
    static Peer c(Object... arguments) {
        return new Peer(words(List.of(CProgram.BINARY.toString()), arguments));
    }

    /** The Python program of {@code peer.py}; Debian's own Python has sysv_ipc. */
    static Peer python(Object... arguments) {
        return new Peer(words(List.of("/usr/bin/python3", Resources.PYTHON.toString()), arguments));
    }

    /** {@link SysvChild} in a JVM of its own. */
    static Peer java(Object... arguments) {
        return javaAfter(List.of(), arguments);
    }

    /** {@link SysvChild} in a JVM of its own, started by another command such as {@code setpriv}. */
    static Peer javaAfter(List<String> prefix, Object... arguments) {
        List<String> start = new ArrayList<>(prefix);
        start.addAll(List.of(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Resources.CLASSES.toString(),
                SysvChild.class.getName()));
        return new Peer(words(start, arguments));
    }

    private static List<String> words(List<String> start, Object... arguments) {
        List<String> words = new ArrayList<>(start);
        Arrays.stream(arguments)
                .map(it -> it instanceof SysvKey key ? Integer.toString(key.value()) : it.toString())
                .forEach(words::add);
        return words;
    }

    /** The next line it prints. */
    String line() {
        try {
            return Objects.requireNonNullElse(output.readLine(), "(end of output)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything it prints until it exits with status 0. */
    String output() {
        List<String> lines = output.lines().toList();
        assertThat(awaitExit()).as(String.join("\n", lines)).isZero();
        return String.join("\n", lines);
    }

    /** Waits for its end and returns its exit status. */
    int awaitExit() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Sends it the line that it waits for. */
    void sayGo() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** @param name such as {@code STOP} */
    void signal(String name) {
        command("kill", "-" + name, Long.toString(pid())).awaitExit();
    }

    /** True while its only thread sleeps. */
    boolean isSleeping() {
        return Waiting.isSleeping(Path.of("/proc/" + pid()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }

    private static final class CProgram {
        static final Path BINARY = compile();

        private static Path compile() {
            Path binary = Resources.DIRECTORY.resolve("peer");
            command(
                            "gcc",
                            "-O1",
                            "-Wall",
                            "-o",
                            binary.toString(),
                            Resources.copy("peer.c").toString())
                    .output();
            return binary;
        }
    }

    /** The files that peers need, in a directory that every user can read, unlike perhaps the project's. */
    private static final class Resources {
        static final Path DIRECTORY = directory();
        static final Path PYTHON = copy("peer.py");
        static final Path CLASSES = classes();

        private static Path directory() {
            try {
                Path directory = Files.createTempDirectory("ipcbox-sysv-");
                directory.toFile().setReadable(true, false);
                directory.toFile().setExecutable(true, false);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Path copy(String name) {
            try (InputStream content = Objects.requireNonNull(Peer.class.getResourceAsStream(name), name)) {
                Path file = DIRECTORY.resolve(name);
                Files.copy(content, file);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path classes() {
            Path target = DIRECTORY.resolve("classes");
            copyClasses(SysvKey.class, target);
            copyClasses(SysvChild.class, target);
            return target;
        }

        private static void copyClasses(Class<?> one, Path target) {
            Path root = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().getPath());
            try (Stream<Path> all = Files.walk(root.resolve("io/ipcbox/ipc"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(root.relativize(file).toString());
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted((a, b) -> b.compareTo(a)).forEach(it -> it.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
