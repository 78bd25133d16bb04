package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final List<String> shown = new ArrayList<>();

    @Test
    void eachProcessHasItsColumn() {
        Lanes lanes = lanes("init", "P1", "P2", "Scheduler");
        lanes.line("P1", "generated: 7");
        lanes.step("Scheduler", "load");
        lanes.step("init", "read(5<pipe>, [07 00 00 00], 4) = 4");
        assertThat(shown)
                .containsExactly(
                        "init            P1              P2              Scheduler",
                        "|               generated: 7    |               |",
                        "|               |               |                 load",
                        "  read(5<pipe>, [07 00 00 00], 4) = 4           |");
    }

    @Test
    void manyProcessesHaveNarrowColumnsWhoseNamesDoNotTouch() {
        lanes("init", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "Scheduler")
                .line("init", "said");
        assertThat(shown.getFirst()).isEqualTo("init P1   P2   P3   P4   P5   P6   P7   P8   P9   Scheduler");
    }

    private Lanes lanes(String... names) {
        return new Lanes(new TranscriptTest.Recording(shown), List.of(names));
    }
}
