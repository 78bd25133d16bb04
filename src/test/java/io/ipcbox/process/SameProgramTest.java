package io.ipcbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SameProgramTest {
    @Test
    void classesRunByTheirMainClass() {
        assertThat(SameProgram.command("/jdk", "/a/classes:/b.jar", null, "a.Main", List.of("-Dx=1"), List.of("up")))
                .startsWith("/jdk/bin/java")
                .endsWith("-Dx=1", "-cp", "/a/classes:/b.jar", "a.Main", "up");
    }

    @Test
    void jarRunsByItself() {
        assertThat(SameProgram.command("/jdk", "/with space/x.jar", null, "a.Main", List.of(), List.of("up")))
                .endsWith("-jar", "/with space/x.jar", "up")
                .doesNotContain("a.Main");
    }

    @Test
    void optionsComeFromTheFileThatTheLauncherWrote() {
        assertThat(SameProgram.command("/jdk", "/x.jar", "/with space/options", "a.Main", List.of(), List.of()))
                .contains("@/with space/options")
                .noneMatch(word -> word.startsWith("-XX"));
    }
}
