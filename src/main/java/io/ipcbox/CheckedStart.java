package io.ipcbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class that {@code java -jar} starts. If this Java is too old for the program, it says so in one sentence, instead
 * of the JVM's {@code UnsupportedClassVersionError}; otherwise {@link IpcboxApplication} takes over.
 *
 * <p>It is compiled for Java 17, the oldest one that runs Spring Boot's loader, and so uses nothing newer.
 */
public final class CheckedStart {
    private static final int NEEDED = 25;
    private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    private CheckedStart() {}

    public static void main(String[] arguments) {
        if (Runtime.version().feature() < NEEDED) {
            System.err.println("ipcbox: " + refusal(homes()));
            System.exit(1);
        }
        // Loaded only when this line is reached.
        IpcboxApplication.main(arguments);
    }

    /** What to say; the first of these Java homes that is new enough is recommended. */
    static String refusal(Stream<Path> homes) {
        return "Java %d or newer is needed, and this is Java %s; "
                        .formatted(NEEDED, Runtime.version().feature())
                + homes.filter(home -> feature(home) >= NEEDED)
                        .map(home -> home.resolve("bin/java"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(java -> "start it with " + java)
                        .orElse("install one, for example from https://adoptium.net");
    }

    /** The usual places, as {@code scripts/java-home} knows them. */
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
                        .flatMap(CheckedStart::directoriesIn));
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
