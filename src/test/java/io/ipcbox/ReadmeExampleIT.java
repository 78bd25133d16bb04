package io.ipcbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the README, run as they stand there but for the name of the queue. */
@ExtendWith(NoLeftovers.class)
class ReadmeExampleIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path LIBRARY =
            Path.of(System.getProperty("ipcbox.jar")).resolveSibling("ipcbox-lib.jar");

    private final String queue = UniqueNames.next();

    @TempDir
    Path directory;

    @Test
    void javaProgramSendsToThePythonProgram() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String java = write("Hello.java", block(readme, "java"));
        String python = write("hello.py", block(readme, "python"));

        List<String> sent = run(JAVA.toString(), "--enable-native-access=ALL-UNNAMED", "-cp", LIBRARY.toString(), java);
        List<String> received = run("python3", python);

        assertThat(readme).contains("""
                $ java --enable-native-access=ALL-UNNAMED -cp target/ipcbox-lib.jar Hello.java
                %s
                $ python3 hello.py
                %s
                """.formatted(String.join("\n", sent), String.join("\n", received)));
        assertThat(received).containsExactly("{'count': 1}");
    }

    private static String block(String readme, String language) {
        Matcher matcher =
                Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(readme);
        assertThat(matcher.find()).as("a block of %s", language).isTrue();
        return matcher.group(1);
    }

    private String write(String name, String program) throws IOException {
        assertThat(program).contains("\"/hello\"");
        return Files.writeString(directory.resolve(name), program.replace("\"/hello\"", "\"" + queue + "\""))
                .toString();
    }

    private static List<String> run(String... command) {
        return RunningProgram.start(List.of(command)).remainingLines();
    }
}
