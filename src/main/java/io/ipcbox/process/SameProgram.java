package io.ipcbox.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to run this program once more, in another process: the same Java, the same jar. */
public final class SameProgram {
    /** Names a file of JVM options for clients, in the form of the {@code @file} argument of {@code java}. */
    public static final String OPTIONS_FILE_PROPERTY = "ipcbox.client-jvm-options";

    /** Tells a child the process id of its parent, with which it ends. */
    public static final String PARENT_PROPERTY = "ipcbox.parent-pid";

    // What to run when this is not a jar that says it itself.
    private static final String MAIN_CLASS = "io.ipcbox.IpcboxApplication";

    // A client lives to start fast and stay small; a line of ten million integers still fits.
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
     * The command for a child of this process. What it prints is UTF-8, whatever the locale.
     *
     * @param properties further options of the form {@code -Dname=value}
     * @param arguments of the program
     */
    public static List<String> command(List<String> properties, List<String> arguments) {
        return command(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                System.getProperty(OPTIONS_FILE_PROPERTY),
                MAIN_CLASS,
                properties,
                arguments);
    }

    static List<String> command(
            String javaHome,
            String classPath,
            @Nullable String optionsFile,
            String mainClass,
            List<String> properties,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome + "/bin/java");
        command.addAll(optionsFile == null ? OPTIONS : List.of("@" + optionsFile));
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(properties);
        boolean jar = classPath.endsWith(".jar") && !classPath.contains(":");
        command.addAll(jar ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
