package io.ipcbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading from a directory that was not checked before. */
class ChannelDirectoryIT {
    @TempDir
    private Path parent;

    private ChannelDirectory directory = ChannelDirectory.at(Path.of("/nonexistent"));

    @BeforeEach
    void make() throws IOException {
        directory = ChannelDirectory.at(parent.resolve("lab"));
        directory.ensure();
        Files.writeString(directory.resolve("tcp-port"), "1234\n");
    }

    @Test
    void lineOfAFileIsRead() {
        assertThat(directory.readLine("tcp-port")).isEqualTo("1234");
        assertThat(directory.readLine("missing")).isNull();
        assertThat(ChannelDirectory.at(parent.resolve("none")).readLine("tcp-port"))
                .isNull();
    }

    @Test
    void nothingIsReadWhereOthersMayHaveWritten() throws IOException {
        Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));

        Refusal.of(Errno.EPERM, () -> directory.readLine("tcp-port"));
    }

    @Test
    void nothingIsReadInADirectoryOfAnotherUser() throws IOException {
        assumeTrue(ChildJvm.weAreRoot(), "only root can give a directory away");
        Files.setAttribute(directory.path(), "unix:uid", 65_534);

        Refusal.of(Errno.EPERM, () -> directory.readLine("tcp-port"))
                .hasMessageContaining("it belongs to user 65534; choose another with --ipcbox.directory");
    }

    @Test
    void ringIsTheSameForEveryPathToTheDirectory() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), parent);
        Path ring = directory.ring("lab");

        assertThat(ChannelDirectory.at(link.resolve("lab")).ring("lab")).isEqualTo(ring);
        assertThat(ChannelDirectory.at(parent.resolve("./lab")).ring("lab")).isEqualTo(ring);
        assertThat(ChannelDirectory.at(parent.resolve("lab2")).ring("lab")).isNotEqualTo(ring);
        assertThat(ChannelDirectory.at(parent.resolve("lab/.")).ring("lab")).isEqualTo(ring);
        assertThat(ChannelDirectory.ofChannel("lab").ring("lab")).isNotEqualTo(ring);
        // Their hash codes are the same.
        assertThat(ChannelDirectory.at(parent.resolve("aP")).ring("lab"))
                .isNotEqualTo(ChannelDirectory.at(parent.resolve("b1")).ring("lab"));
    }

    /** Opening it would wait for a writer. */
    @Test
    void plantedFifoDoesNotBlockItsReader() throws IOException {
        Fifo.make(directory.resolve("planted"), Permissions.OWNER_ONLY);
        Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));

        Refusal.of(Errno.EPERM, () -> directory.readLine("planted"));
    }
}
