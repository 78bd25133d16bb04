package io.ipcbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SameProgramTest {
    private static final String BOND =
            "-Dipcbox.parent-pid=" + ProcessHandle.current().pid();

    private final Properties parent = new Properties();

    @BeforeEach
    void java() {
        parent.setProperty("java.home", "/jdk");
        parent.setProperty("java.class.path", "/with space/x.jar");
    }

    @Test
    void classesRunByTheirMainClass() {
        parent.setProperty("java.class.path", "/a/classes:/b.jar");
        assertThat(command()).startsWith("/jdk/bin/java").endsWith(BOND, "-cp", "/a/classes:/b.jar", "a.Main", "up");
    }

    @Test
    void jarRunsByItself() {
        assertThat(command()).endsWith(BOND, "-jar", "/with space/x.jar", "up").doesNotContain("a.Main");
    }

    @Test
    void optionsComeFromTheFileThatTheLauncherWroteAndChildrenOfTheChildFindItToo() {
        parent.setProperty("ipcbox.client-jvm-options", "/with space/options");
        assertThat(command())
                .contains("@/with space/options", "-Dipcbox.client-jvm-options=/with space/options")
                .noneMatch(word -> word.startsWith("-XX"));
    }

    private List<String> command() {
        return SameProgram.command(parent, "a.Main", List.of("up"));
    }
}
