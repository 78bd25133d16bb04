package io.ipcbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the recipes for contributors name files that there are. */
class ContributingTest {
    @Test
    void everyFileOfARecipeIsThere() throws IOException {
        List<String> files = Pattern.compile("\\]\\(([^)#:]+)\\)")
                .matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(files)
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }
}
