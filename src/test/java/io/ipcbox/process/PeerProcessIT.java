package io.ipcbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The name of a peer, which the peer chooses itself. */
class PeerProcessIT {
    private static final Path OWN_NAME = Path.of("/proc/self/comm");

    @Test
    void nameOfAProcessIsPrintable() throws IOException {
        String before = Files.readString(OWN_NAME).strip();
        try {
            Files.writeString(OWN_NAME, "a\u001b[2Jb");

            assertThat(PeerProcess.of(ProcessHandle.current().pid()).name()).isEqualTo("a\\x1B[2Jb");
        } finally {
            Files.writeString(OWN_NAME, before);
        }
    }

    @Test
    void ownerOfACertificateIsPrintableAndShort() {
        assertThat(PeerProcess.remote("CN=a\u001b[2J\u202Eb").name()).isEqualTo("CN=a\\x1B[2J\\u202Eb");
        assertThat(PeerProcess.remote("CN=" + "a".repeat(1000)).name()).hasSize(65);
    }
}
