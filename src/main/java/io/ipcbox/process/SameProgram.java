package io.ipcbox.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ipcbox.ipc.libc.LibcProcess;
import io.ipcbox.ipc.libc.Platform;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Starts this program again, with the same Java and the same jar: as a child of this process, or in its place. */
public final class SameProgram {
    /** Names a file of JVM options for children, in the form of the {@code @file} argument of {@code java}. */
    static final String OPTIONS_FILE = "ipcbox.client-jvm-options";

    private static final File NOTHING = new File("/dev/null");
    private static final String THIS_PROGRAM = "/proc/self/exe";

    // For a class path that is not a jar with a manifest.
    private static final String MAIN_CLASS = "io.ipcbox.IpcboxApplication";

    // A child starts fast and stays small; a line of ten million integers still fits.
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-Xmx2g",
            "-Xss512k",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED");

    private SameProgram() {}

    /**
     * A child, to be started, that ends with this process ({@link ParentBond}) and may have children of its own. Its
     * standard input is empty; its output goes to pipes, as UTF-8 whatever the locale.
     */
    public static ProcessBuilder child(List<String> words) {
        return child(MAIN_CLASS, words);
    }

    static ProcessBuilder child(String mainClass, List<String> words) {
        return new ProcessBuilder(command(System.getProperties(), mainClass, words)).redirectInput(NOTHING);
    }

    static List<String> command(Properties parent, String mainClass, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(parent.getProperty("java.home") + "/bin/java");
        String optionsFile = parent.getProperty(OPTIONS_FILE);
        if (optionsFile == null) {
            command.addAll(OPTIONS);
        } else {
            command.addAll(List.of("@" + optionsFile, "-D" + OPTIONS_FILE + "=" + optionsFile));
        }
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", ParentBond.optionOfChild()));
        String classPath = parent.getProperty("java.class.path");
        boolean jar = classPath.endsWith(".jar") && !classPath.contains(":");
        command.addAll(jar ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass));
        command.addAll(words);
        return command;
    }

    /**
     * Restarts this process: same pid, same descriptors, other arguments and environment. For the main thread, before it has
     * started anything that must be closed. Returns only if it fails; then nothing has changed.
     *
     * @param words the program's own name and its arguments, as bytes without NUL
     * @param variable an environment variable to set; its name and value are ASCII
     * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
     */
    static void restart(List<byte[]> words, String variable, String value) {
        Platform.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
            for (int i = 0; i < words.size(); i++) {
                String word = new String(words.get(i), ISO_8859_1);
                argv.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(word, ISO_8859_1));
            }
            // System.getenv does not see it, execv(3) does.
            LibcProcess.setenv(arena.allocateFrom(variable), arena.allocateFrom(value), 1);
            LibcProcess.execv(arena.allocateFrom(THIS_PROGRAM), argv);
        }
    }
}
