package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.RecordingConsole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {
    private RecordingConsole console = new RecordingConsole();

    @Test
    void eachProcessHasItsColumn() {
        Display lanes = lanes("init", "P1", "P2", "Scheduler");
        lanes.line("P1", "generated: 7");
        lanes.step("Scheduler", "load");
        lanes.step("init", "read(5<pipe>, [07 00 00 00], 4) = 4");
        assertThat(console.printed())
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
        assertThat(console.printed().getFirst())
                .isEqualTo("init P1   P2   P3   P4   P5   P6   P7   P8   P9   Scheduler");
    }

    @Test
    void columnsFollowTheWidthAndATextStaysInItsColumn() {
        Display lanes = lanes(60, "Sender", "Receiver");
        lanes.line("Sender", "Messages Sent: 5");
        lanes.step("Sender", "write(1<stdout>, [05 00 00 00 00 00 00 00], 8) = 8");
        lanes.step("Receiver", "read(0<stdin>, [05 00 00 00 00 00 00 00], 8) = 8");
        lanes.line("Receiver", "Messages Received: 5");
        assertThat(console.printed())
                .containsExactly(
                        "Sender              Receiver",
                        "Messages Sent: 5    |",
                        "  write(1<stdout>, [05 00 00 00 00 00 00 00], 8) = 8",
                        "|                     read(0<stdin>, [05 00 00 00 00 00 00",
                        "|                       00], 8) = 8",
                        "|                   Messages Received: 5");
    }

    @Test
    void namesStandInFrontWhereThereIsNoRoomForColumns() {
        Display lanes = lanes(40, "Sender", "Receiver");
        lanes.line("Sender", "Messages Sent: 5");
        lanes.step("Receiver", "read(0<stdin>, [05 00 00 00 00 00 00 00], 8) = 8");
        assertThat(console.printed())
                .containsExactly(
                        "Sender   Messages Sent: 5",
                        "Receiver   read(0<stdin>, [05 00 00 00",
                        "             00 00 00 00], 8) = 8");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 79, 80, 84, 132, 200})
    void noRowIsWiderThanTheTerminal(int columns) {
        for (List<String> names : List.of(
                List.of("Sender", "Receiver"),
                List.of("main program", "Process-1", "Process-2"),
                List.of("init", "P1", "P2", "P3", "P4", "Scheduler"))) {
            Display lanes = lanes(columns, names.toArray(String[]::new));
            for (String name : names) {
                lanes.step(name, "linkat(-100, \"/proc/self/fd/7\", -100, \"/dev/shm/sem.ipcbox-0-1-x\", 1024) = 0");
            }
        }
        assertThat(console.printed()).allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(columns));
    }

    private Display lanes(String... names) {
        return lanes(Integer.MAX_VALUE, names);
    }

    private Display lanes(int columns, String... names) {
        console = new RecordingConsole(columns);
        return Lanes.fitting(console, List.of(names));
    }
}
