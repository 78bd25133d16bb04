package io.ipcbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaVersionTest {
    @TempDir
    Path directory;

    @Test
    void javaThatIsNewEnoughIsRecommended() throws IOException {
        Path none = directory.resolve("none");
        Path old = java("old", "17.0.15");
        Path withoutProgram = java("without-program", "26");
        Files.delete(withoutProgram.resolve("bin/java"));
        Path recent = java("recent", "25.0.1");
        assertThat(JavaVersion.refusal(
                        Stream.of(none, old, withoutProgram, recent),
                        List.of("-jar", "my jars/ipcbox.jar", "server", "--ipcbox.channel=lab", "it's", "")))
                .isEqualTo("""
                        Java 25 or newer is needed, and this is Java %d; type: %s/bin/java -jar 'my jars/ipcbox.jar' \
                        server --ipcbox.channel=lab 'it'\\''s' \'\'""".formatted(Runtime.version().feature(), recent));
    }

    @Test
    void withoutOneTheUserIsToldWhereToGetIt() throws IOException {
        assertThat(JavaVersion.refusal(
                        Stream.of(java("old", "1.8.0_412"), java("odd", "twenty-five")), List.of("-jar", "ipcbox.jar")))
                .startsWith("Java 25 or newer is needed")
                .endsWith("; install one, for example from https://adoptium.net");
    }

    private Path java(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Path program =
                Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
