package io.ipcbox.ipc.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.Errno;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which directories are trusted to be private to this user. */
class PrivateDirectoryIT {
    @TempDir
    private Path parent;

    @Test
    void newOneIsForItsOwnerAlone() throws IOException {
        Path directory = parent.resolve("new");

        assertThat(PrivateDirectory.ensure(directory)).isTrue();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PrivateDirectory.ensure(directory)).as("made again").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
    void oneThatOthersCanWriteIsNotTrusted(String mode) throws IOException {
        Path directory = planted("shared");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));

        Refusal.of(Errno.EPERM, () -> PrivateDirectory.ensure(directory))
                .hasMessageContaining(directory + "\"")
                .hasMessageContaining("other users can write to it");
    }

    @Test
    void oneThatOthersCanOnlyReadIsTrusted() throws IOException {
        Path directory = planted("readable");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(PrivateDirectory.ensure(directory)).isFalse();
    }

    @Test
    void oneOfAnotherUserIsNotTrusted() throws IOException {
        assumeTrue(ChildJvm.weAreRoot(), "only root can give a directory away");
        Path directory = planted("theirs");
        Files.setAttribute(directory, "unix:uid", 65_534);

        Refusal.of(Errno.EPERM, () -> PrivateDirectory.ensure(directory))
                .hasMessageContaining("it belongs to user 65534");
    }

    @Test
    void whatIsNoDirectoryItselfIsNotTrusted() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), planted("target"));
        Path file = Files.createFile(parent.resolve("file"));

        Refusal.of(Errno.EPERM, () -> PrivateDirectory.ensure(link)).hasMessageContaining("it is not a directory");
        Refusal.of(Errno.EPERM, () -> PrivateDirectory.ensure(file)).hasMessageContaining("it is not a directory");
        PrivateDirectory.removeIfEmpty(link);
        assertThat(link).isSymbolicLink();
    }

    private Path planted(String name) throws IOException {
        return Files.createDirectory(
                parent.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
