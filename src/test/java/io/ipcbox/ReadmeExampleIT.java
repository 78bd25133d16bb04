package io.ipcbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the README, and its table of commands, run as they stand there but for the names of the objects. */
@ExtendWith(NoLeftovers.class)
class ReadmeExampleIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR = Path.of(System.getProperty("ipcbox.jar"));
    private static final Path LIBRARY = JAR.resolveSibling("ipcbox-lib.jar");

    private String readme = "";

    @TempDir
    Path directory;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void javaProgramSendsToThePythonProgram() throws IOException {
        String queue = UniqueNames.next();
        String python = write("hello.py", block("python", 0).replace("/hello", queue));

        List<String> sent = runJava("Hello.java", block("java", 0).replace("/hello", queue));
        List<String> received = run(List.of("python3", python));

        assertThat(readme).contains("""
                $ $(scripts/java-home)/bin/java --enable-native-access=ALL-UNNAMED -cp target/ipcbox-lib.jar Hello.java
                %s
                $ python3 hello.py
                %s
                """.formatted(String.join("\n", sent), String.join("\n", received)));
        assertThat(received).containsExactly("{'count': 1}");
    }

    @Test
    void ringProgramsPassAMessage() throws IOException {
        Path ring = Path.of("/dev/shm" + UniqueNames.next());
        try {
            assertThat(runJava("Publish.java", block("java", 1).replace("/dev/shm/lab", ring.toString())))
                    .isEmpty();
            assertThat(runJava("Read.java", block("java", 2).replace("/dev/shm/lab", ring.toString())))
                    .containsExactly("hello");
        } finally {
            Files.deleteIfExists(ring);
        }
        assertThat(blocks("java")).as("all are run").hasSize(3);
    }

    /** From its first row to its last, on a machine without any of these objects. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void rowsOfTheTableOfCommandsDoWhatTheySay() throws IOException {
        String name = UniqueNames.next();
        String key = Integer.toString(UniqueNames.nextKey());
        List<List<String>> rows = rows("| you want | you type (`sysv`", name, key);
        Files.writeString(directory.resolve("file"), "bytes\0\n");

        try (RunningProgram server =
                RunningProgram.start(inDirectory(only(rows.removeFirst().get(1))))) {
            assertThat(server.line()).isEqualTo("start queue server: " + name);
            List<String> client = rows.removeFirst();
            assertThat(run(inDirectory(only(client.get(1))))).isEqualTo(spans(client.get(2)));
            assertThat(server.line()).endsWith(" {'count': 0}");
            server.signal("INT");
        }
        for (List<String> row : rows) {
            List<String> printed = new ArrayList<>();
            for (String command : spans(row.get(1))) {
                printed.addAll(run(inDirectory(command)));
            }
            assertThat(printed.stream().map(ReadmeExampleIT::withoutNumbersOfThisRun))
                    .as(row.toString())
                    .isEqualTo(spans(row.get(2)).stream()
                            .map(ReadmeExampleIT::withoutNumbersOfThisRun)
                            .toList());
        }
        assertThat(directory.resolve("copy")).hasSameBinaryContentAs(directory.resolve("file"));
    }

    private static String withoutNumbersOfThisRun(String line) {
        return line.replace("\0", "").replaceAll("(id: |[ug]id\":)\\d+", "$1N");
    }

    /** The cells of a table's rows, with other names and keys than the defaults. */
    private List<List<String>> rows(String header, String name, String key) {
        String table = readme.substring(readme.indexOf(header));
        List<List<String>> rows = new ArrayList<>();
        table.substring(0, table.indexOf("\n\n"))
                .lines()
                .skip(2)
                .map(line -> line.replaceAll("(posix (?:msq|shm|sem))(?![^`|]* -n )", "$1 -n " + name)
                        .replaceAll("(sysv (?:msq|shm|sem))", "$1 -k " + key)
                        .replaceAll("/(test-queue|test-shm)", name)
                        .replaceAll("(?<= |`)/q(?= |`)", name + "-q")
                        .replaceAll("\\b100\\b", key))
                .map(line -> List.of(line.split(" \\| ")))
                .forEach(rows::add);
        return rows;
    }

    private static List<String> spans(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(span -> span.group(1).replace("\\|", "|"))
                .toList();
    }

    private static String only(String cell) {
        assertThat(spans(cell)).hasSize(1);
        return spans(cell).getFirst();
    }

    private List<String> inDirectory(String command) {
        String jar = JAVA + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar " + JAR;
        return List.of(
                "env",
                "--default-signal=INT",
                "sh",
                "-c",
                "cd " + directory + " && exec " + command.replace("scripts/ipcbox", jar));
    }

    private String block(String language, int index) {
        return blocks(language).get(index);
    }

    private List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private List<String> runJava(String file, String program) throws IOException {
        return run(List.of(
                JAVA.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                LIBRARY.toString(),
                write(file, program)));
    }

    private String write(String name, String program) throws IOException {
        return Files.writeString(directory.resolve(name), program).toString();
    }

    private static List<String> run(List<String> command) {
        return RunningProgram.start(command).remainingLines();
    }
}
