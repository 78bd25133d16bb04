package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SysvKeyIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc/passwd", "/tmp", "/proc/version", "/dev/null", "/usr/bin"})
    void ftokIsThatOfC(String path) {
        for (int project : new int[] {1, 'A', 127, 128, 255}) {
            assertThat(SysvKey.ftok(Path.of(path), project).value())
                    .as(path + " " + project)
                    .isEqualTo(Integer.parseInt(Peer.c("ftok", path, project).output()));
        }
    }

    @Test
    void ftokIsThatOfPython() {
        assertThat(SysvKey.ftok(Path.of("/etc/passwd"), 'x').value())
                .isEqualTo(Integer.parseInt(
                        Peer.python("ftok", "/etc/passwd", (int) 'x').output()));
    }

    @Test
    void ftokFollowsASymbolicLinkAsCDoes() throws IOException {
        Path file = Files.createFile(directory.resolve("ä file"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(SysvKey.ftok(link, 1)).isEqualTo(SysvKey.ftok(file, 1));
    }

    @Test
    void ftokOfAMissingFileIsAnError() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> SysvKey.ftok(missing, 1))
                .isInstanceOf(IpcException.class)
                .hasMessage("cannot make a key of file \"" + missing
                        + "\": ENOENT (No such file or directory); create it first")
                .extracting("errno")
                .isEqualTo(Errno.ENOENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 256, 321})
    void ftokRefusesAProjectThatCWouldCut(int project) {
        assertThatThrownBy(() -> SysvKey.ftok(Path.of("/"), project)).isInstanceOf(IllegalArgumentException.class);
    }
}
