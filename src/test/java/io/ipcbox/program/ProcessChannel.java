package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A channel of a test's own (of the class's own, in a static field): starts processes in it, away from the user's files
 * and settings, and afterwards fails a test that left a process, a file of the channel or a ring behind. Whatever
 * happened, nothing survives it.
 */
final class ProcessChannel implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx2g");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<IpcboxProcess> started = new ArrayList<>();
    private String name = "";
    private Path home = Path.of("/nonexistent");
    private boolean ofClass;

    @Override
    public void beforeAll(ExtensionContext context) {
        ofClass = true;
        open();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!ofClass) {
            open();
        }
    }

    private void open() {
        name = "t-%d-%03d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        try {
            home = Files.createTempDirectory("ipcbox-" + name);
            for (String part : List.of("work", "state")) {
                Files.createDirectory(home.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** An empty directory where processes are started. */
    Path work() {
        return home.resolve("work");
    }

    /** Where the channel keeps what has a name. */
    Path directory() {
        return SHARED_MEMORY.resolve("ipcbox-dir-" + userId() + "-" + name);
    }

    Path ring() {
        return SHARED_MEMORY.resolve("ipcbox-" + userId() + "-" + name);
    }

    boolean isRoot() {
        return userId() == 0;
    }

    private int userId() {
        try {
            return (int) Files.getAttribute(home, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar with the channel's settings and these arguments, to be started by another program. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", System.getProperty("ipcbox.jar")));
        command.addAll(List.of("--ipcbox.channel=" + name, "--ipcbox.tcp.port=0"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts the jar with the channel's settings and these arguments. */
    IpcboxProcess start(String... arguments) {
        return run(String.join(" ", arguments), command(arguments));
    }

    /** Starts the jar by way of a shell, for what only a shell can arrange; {@code "$@"} is the jar's command. */
    IpcboxProcess startBy(String shellScript, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", shellScript, "sh"));
        command.addAll(command(arguments));
        return run(shellScript, command);
    }

    /** Starts any program, to be ended with the others. */
    IpcboxProcess run(String title, List<String> command) {
        // Started from a background job of a script, everything would ignore Ctrl-C: that is inherited.
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(work().toFile());
        setEnvironment(builder.environment());
        try {
            IpcboxProcess process = new IpcboxProcess(title, builder.start());
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of the user's own may have a say: settings, JVM options (which the JVM reports), history. */
    void setEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(key -> key.matches("(IPCBOX|SPRING|LOGGING)_.*|.*JAVA.*_OPTIONS|NO_COLOR"));
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    /** The channel's live processes, whoever started them. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains("=" + name + "\0"))
                .toList();
    }

    /** The channel's live processes with this word in their command line. */
    List<ProcessHandle> processes(String word) {
        return processes().stream()
                .filter(process -> commandLine(process.pid()).contains("\0" + word + "\0"))
                .toList();
    }

    // Empty for a process that has ended, also when its parent does not know yet.
    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Everything of the channel that has a name. */
    List<Path> names() {
        try (Stream<Path> all = Files.list(SHARED_MEMORY)) {
            return all.filter(path -> path.getFileName().toString().contains("-" + name))
                    .flatMap(path -> Stream.concat(Stream.of(path), below(path).stream()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !path.equals(directory)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!ofClass) {
            close(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (ofClass) {
            close(context);
        }
    }

    private void close(ExtensionContext context) {
        List<String> left = new ArrayList<>();
        processes()
                .forEach(process ->
                        left.add("process " + commandLine(process.pid()).replace('\0', ' ')));
        names().forEach(path -> left.add("name " + path));
        boolean failed = context.getExecutionException().isPresent();
        if (failed || !left.isEmpty()) {
            started.forEach(process -> System.out.println("[" + name + "] " + process));
        }
        endAll();
        if (!failed) {
            assertThat(left).as("left behind by " + context.getDisplayName()).isEmpty();
        }
    }

    private void endAll() {
        processes().forEach(ProcessHandle::destroyForcibly);
        started.forEach(IpcboxProcess::kill);
        started.clear();
        List<Path> names = new ArrayList<>(names());
        names.addAll(below(home));
        names.add(home);
        names.stream().distinct().sorted(Comparator.reverseOrder()).forEach(ProcessChannel::delete);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
