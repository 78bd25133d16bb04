package io.ipcbox.ipc.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Terminals known only by a descriptor. */
class TerminalSizeIT {
    /** The end of a terminal emulator, which has no name in /dev/pts. */
    @Test
    void terminalIsKnownByWhatItDoesAndNotByItsName() throws IOException {
        try (RandomAccessFile terminal = new RandomAccessFile("/dev/ptmx", "rw")) {
            assertThat(terminal.getFD().valid()).isTrue();
            assertThat(descriptors("ptmx")).isNotEmpty().allMatch(TerminalSize::isTerminal);
            assertThat(descriptors("ptmx"))
                    .allMatch(descriptor -> TerminalSize.columns(descriptor).isEmpty());
        }
    }

    @Test
    void otherDeviceIsNoTerminal() throws IOException {
        try (RandomAccessFile device = new RandomAccessFile("/dev/null", "r")) {
            assertThat(device.getFD().valid()).isTrue();
            assertThat(descriptors("null")).isNotEmpty().noneMatch(TerminalSize::isTerminal);
        }
    }

    private static Stream<Integer> descriptors(String name) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all
                    .filter(link -> leadsTo(link, name))
                    .map(link -> Integer.parseInt(link.getFileName().toString()))
                    .toList()
                    .stream();
        }
    }

    private static boolean leadsTo(Path link, String name) {
        try {
            return Files.readSymbolicLink(link).endsWith(name);
        } catch (IOException e) {
            // The descriptor of the directory, which has been closed.
            return false;
        }
    }
}
