package io.ipcbox.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.libc.LibcProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A second JVM that runs a {@code main} of the test classes: to be killed, stopped, or to be somebody else. */
public final class ChildJvm {
    private static final int NOBODY = 65534;

    private final Class<?> main;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private List<Path> classPath;

    private ChildJvm(Class<?> main) {
        this.main = main;
        // The libraries are left out: children start faster, and another user may not be able to read them.
        this.classPath = List.of(placeOf(IpcException.class), placeOf(ChildJvm.class));
    }

    public static ChildJvm of(Class<?> main) {
        return new ChildJvm(main);
    }

    /** True when the tests run as root. */
    public static boolean weAreRoot() {
        return LibcProcess.geteuid() == 0;
    }

    /** Runs under another program: {@code unshare --ipc}. */
    public ChildJvm under(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    /** With further options of the JVM. */
    public ChildJvm with(String... jvmOptions) {
        options.addAll(List.of(jvmOptions));
        return this;
    }

    /** Without any privilege: as nobody if the tests run as root, else as the user that we are. */
    public ChildJvm unprivileged(Path copyTo) {
        if (weAreRoot()) {
            assumeTrue(CProgram.isInstalled("setpriv"), "needs setpriv, of util-linux");
            classPath = classPath.stream().map(place -> copy(place, copyTo)).toList();
            under("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");
        }
        return this;
    }

    public RunningProgram start(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", String.join(":", classPath.stream().map(Path::toString).toList()), main.getName()));
        command.addAll(List.of(arguments));
        return RunningProgram.start(command);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path copy(Path from, Path parent) {
        try (Stream<Path> files = Files.walk(from)) {
            Path to = Files.createTempDirectory(parent, "classes");
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
            makeReadable(parent);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeReadable(Path directory) throws IOException {
        try {
            new ProcessBuilder("chmod", "-R", "a+rX", directory.toString())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
