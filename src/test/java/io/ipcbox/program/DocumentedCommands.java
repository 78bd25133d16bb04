package io.ipcbox.program;

import io.ipcbox.docs.MarkdownFile;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment in which the commands of a document run: a channel of its own, and a directory that looks like a clone
 * and contains the programs of the document. Objects get unique names and keys; in the output these are replaced with those
 * of the document.
 */
final class DocumentedCommands {
    private static final Path JAR = Path.of(System.getProperty("ipcbox.jar"));
    private static final List<String> NAMES = List.of("/hello", "/q", "/test-queue", "/test-shm", "/test-semaphore");
    private static final Map<String, String> DEFAULTS =
            Map.of("msq", "/test-queue", "shm", "/test-shm", "sem", "/test-semaphore");
    private static final Pattern NAME =
            Pattern.compile("(?m)(?<=^|[\\s\"'`]|/dev/shm)(" + String.join("|", NAMES) + ")\\b(?!-)");
    private static final Pattern POSIX_WITHOUT_NAME = Pattern.compile("\\bposix (msq|shm|sem)\\b(?![^|\n]* -n )");
    private static final Pattern SYSV_WITHOUT_KEY = Pattern.compile("\\bsysv (msq|shm|sem)\\b(?![^|\n]* -k )");
    private static final String RING = "/dev/shm/lab";
    private static final String PORT = "6001";
    private static final String DEFAULT_KEY = "100";

    private final Map<String, String> names = new LinkedHashMap<>();
    private final String key = Integer.toString(UniqueNames.nextKey());
    private final String port = Integer.toString(freePort());
    private final ProcessChannel channel;

    DocumentedCommands(ProcessChannel channel, MarkdownFile document) {
        this.channel = channel;
        NAMES.forEach(name -> names.put(name, UniqueNames.next()));
        names.put(RING, "/dev/shm" + UniqueNames.next());
        try {
            lookLikeAClone();
            for (var block : document.blocks()) {
                if (!block.fileName().isEmpty()) {
                    Files.writeString(channel.work().resolve(block.fileName()), renamed(block.text()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lookLikeAClone() throws IOException {
        link(Path.of("src"), channel.work());
        Path target = Files.createDirectory(channel.work().resolve("target"));
        linkAll(JAR.resolveSibling(""), ".jar", target);
        Path scripts = Files.createDirectory(channel.work().resolve("scripts"));
        linkAll(Path.of("scripts"), "", scripts);
        // The real launcher would build the jar, which exists already, and its caches.
        Path launcher = scripts.resolve("ipcbox");
        Files.delete(launcher);
        Files.writeString(launcher, """
                #!/bin/sh
                exec %s/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dtest.channel=%s -jar %s "$@"
                """.formatted(System.getProperty("java.home"), channel.name(), JAR));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    private static void linkAll(Path from, String suffix, Path into) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                link(file, into);
            }
        }
    }

    private static void link(Path file, Path into) throws IOException {
        Files.createSymbolicLink(into.resolve(file.getFileName()), file.toAbsolutePath());
    }

    /** The command line of a bash that runs a script. */
    List<String> inBash(String script) {
        String settings = "export IPCBOX_CHANNEL=" + channel.name() + " IPCBOX_TCP_PORT=" + port;
        return List.of("bash", "-c", settings + "\n" + renamed(script));
    }

    /** A command or a program with the unique names. */
    String renamed(String text) {
        String renamed = POSIX_WITHOUT_NAME
                .matcher(text)
                .replaceAll(command -> command.group() + " -n " + DEFAULTS.get(command.group(1)));
        renamed = SYSV_WITHOUT_KEY.matcher(renamed).replaceAll("$0 -k " + key);
        renamed = NAME.matcher(renamed).replaceAll((MatchResult name) -> String.valueOf(names.get(name.group())));
        return renamed.replace(RING, String.valueOf(names.get(RING)))
                .replace(PORT, port)
                .replace("--ipcbox.channel=two", "--ipcbox.channel=" + channel.name())
                .replace("-default/", "-" + channel.name() + "/");
    }

    /** A line of output with the names of the document. */
    String givenBack(String line) {
        String documented = line;
        for (Map.Entry<String, String> name : names.entrySet()) {
            documented = documented.replace(name.getValue(), name.getKey());
        }
        return documented.replaceAll("\\b" + key + "\\b", DEFAULT_KEY);
    }
}
