package io.ipcbox.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the Java version: an older Java gets one sentence instead of the JVM's {@code UnsupportedClassVersionError}.
 * Compiled for Java 17, the oldest that runs Spring Boot's loader, and uses nothing newer.
 */
public final class JavaVersion {
    private static final int NEEDED = 25;
    private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    /** A word that needs no quotes in a shell. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private JavaVersion() {}

    /**
     * Ends the process if this Java is too old, with an error message that has the command to use. A newer Java started
     * from here would run behind this JVM, which could not pass on every signal.
     */
    public static void require(String... arguments) {
        if (Runtime.version().feature() < NEEDED) {
            List<String> start = new ArrayList<>(List.of("-jar", System.getProperty("java.class.path")));
            start.addAll(List.of(arguments));
            System.err.println("ipcbox: " + refusal(homes(), start));
            System.exit(1);
        }
    }

    /**
     * The error message, which recommends the first of these Java homes that is new enough.
     *
     * @param start the arguments of {@code java}
     */
    static String refusal(Stream<Path> homes, List<String> start) {
        return "Java %d or newer is needed, and this is Java %s; "
                        .formatted(NEEDED, Runtime.version().feature())
                + homes.filter(home -> feature(home) >= NEEDED)
                        .map(home -> home.resolve("bin/java"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(java -> "type: " + command(java, start))
                        .orElse("install one, for example from https://adoptium.net");
    }

    /** The command line, quoted for a shell. */
    private static String command(Path java, List<String> arguments) {
        return Stream.concat(Stream.of(java.toString()), arguments.stream())
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** The usual places, the same as in {@code scripts/java-home}. */
    private static Stream<Path> homes() {
        String user = System.getProperty("user.home");
        return Stream.concat(
                Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).stream(),
                Stream.of(
                                "/usr/lib/jvm",
                                user + "/.sdkman/candidates/java",
                                user + "/.jdks",
                                "/opt",
                                "/opt/java",
                                "/usr/java")
                        .flatMap(JavaVersion::directoriesIn));
    }

    private static Stream<Path> directoriesIn(String parent) {
        String[] names = new File(parent).list();
        return names == null ? Stream.empty() : Stream.of(names).sorted().map(name -> Path.of(parent, name));
    }

    private static int feature(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .map(RELEASE::matcher)
                    .filter(Matcher::matches)
                    .map(release -> Integer.parseInt(release.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
