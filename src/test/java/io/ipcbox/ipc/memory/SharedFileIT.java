package io.ipcbox.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks on bytes of a file, and which files are trusted. */
@ExtendWith(NoLeftovers.class)
class SharedFileIT {
    /** Far beyond the end, as in normal use. */
    private static final long BYTE = 1L << 40;

    private static final long OTHER = BYTE + 1;

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @BeforeEach
    void make() {
        SharedFile.create(path, 4096, Permissions.OWNER_ONLY).close();
    }

    @AfterEach
    void remove() {
        SharedFile.unlink(path);
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0666, 0622, 0})
    void permissionsAreExactWhateverTheUmask(int mode) {
        Path other = UniqueNames.nextIn(Path.of("/dev/shm"));
        try (SharedFile file = SharedFile.create(other, 1, new Permissions(mode))) {
            assertThat(file.status().mode() & 0777).isEqualTo(mode);
        } finally {
            SharedFile.unlink(other);
        }
    }

    @Test
    void twoHandlesOfOneProcessExcludeEachOther() {
        try (SharedFile one = SharedFile.open(path);
                SharedFile other = SharedFile.open(path)) {
            assertThat(one.locks().tryLock(BYTE)).isTrue();
            assertThat(other.locks().tryLock(BYTE)).isFalse();
            assertThat(other.locks().isLockedElsewhere(BYTE)).isTrue();
            assertThat(one.locks().isLockedElsewhere(BYTE)).isFalse();
            assertThat(other.locks().tryLock(OTHER)).isTrue();
            one.locks().unlock(BYTE);
            assertThat(other.locks().tryLock(BYTE)).isTrue();
        }
    }

    @Test
    void closingAnotherHandleOfTheFileDoesNotLoseTheLock() throws IOException {
        try (SharedFile holder = SharedFile.open(path);
                SharedFile other = SharedFile.open(path)) {
            assertThat(holder.locks().tryLock(BYTE)).isTrue();

            SharedFile.open(path).close();
            FileChannel.open(path, StandardOpenOption.WRITE).close();

            assertThat(other.locks().isLockedElsewhere(BYTE)).isTrue();
            assertThat(other.locks().tryLock(BYTE)).isFalse();
        }
    }

    /** Why it is not a {@link FileLock}: that lock would be lost then, unnoticed. */
    @Test
    void closingAnotherChannelOfTheFileLosesJavasOwnLock() throws IOException {
        try (FileChannel holder = FileChannel.open(path, StandardOpenOption.WRITE);
                FileLock lock = holder.lock(BYTE, 1, false);
                SharedFile other = SharedFile.open(path)) {
            assertThat(other.locks().tryLock(BYTE)).isFalse();

            FileChannel.open(path, StandardOpenOption.WRITE).close();

            assertThat(lock.isValid()).isTrue();
            assertThat(other.locks().tryLock(BYTE)).isTrue();
        }
    }

    /** A killed process keeps its process ID until its parent reaps it, but not its locks. */
    @Test
    void lockOfAKilledProcessIsFreeThoughItIsAZombieThatSeemsAlive() {
        try (SharedFile file = SharedFile.open(path);
                RunningProgram parent = ChildJvm.of(Holding.class)
                        .under("sh", "-c", "\"$@\" & exec sleep 600", "parent that asks for nothing")
                        .start(path.toString())) {
            long holder = Long.parseLong(parent.line());
            assertThat(file.locks().tryLock(BYTE)).isFalse();

            RunningProgram.signal(holder, "KILL");
            await().until(() -> state(holder).equals("Z"));

            assertThat(ProcessHandle.of(holder)).get().matches(ProcessHandle::isAlive);
            RunningProgram.signal(holder, "0");
            assertThat(file.locks().isLockedElsewhere(BYTE)).isFalse();
            assertThat(file.locks().tryLock(BYTE)).isTrue();
        }
    }

    private static String state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Holding {
        public static void main(String[] arguments) throws InterruptedException {
            try (SharedFile file = SharedFile.open(Path.of(arguments[0]))) {
                System.out.println(
                        file.locks().tryLock(BYTE) ? ProcessHandle.current().pid() : "taken");
                Thread.currentThread().join();
            }
        }
    }

    /** What another user may have put in its place while it was missing. */
    @ParameterizedTest
    @ValueSource(strings = {"hard link", "symbolic link", "FIFO", "directory", "writable by others", "of another user"})
    void whatIsNotOursAloneIsNotOpened(String kind) throws IOException {
        Path planted = UniqueNames.nextIn(Path.of("/dev/shm"));
        try {
            Errno expected = plant(kind, planted);

            Refusal.of(expected, () -> SharedFile.open(planted)).hasMessageContaining(planted.toString());
            Refusal.of(expected, () -> SharedFile.openOrCreate(planted, Permissions.OWNER_ONLY));
            Refusal.of(Errno.EEXIST, () -> SharedFile.create(planted, 1, Permissions.OWNER_ONLY));
        } finally {
            Files.deleteIfExists(planted);
        }
    }

    private Errno plant(String kind, Path planted) throws IOException {
        switch (kind) {
            case "hard link" -> Files.createLink(planted, path);
            case "symbolic link" -> {
                Files.createSymbolicLink(planted, path);
                return Errno.ELOOP;
            }
            case "FIFO" -> Fifo.make(planted, Permissions.OWNER_ONLY);
            case "directory" -> {
                Files.createDirectory(planted);
                return Errno.EISDIR;
            }
            case "writable by others" ->
                Files.setPosixFilePermissions(Files.createFile(planted), PosixFilePermissions.fromString("rw-rw----"));
            default -> {
                assumeTrue(ChildJvm.weAreRoot(), "only root can give a file away");
                Files.setAttribute(Files.createFile(planted), "unix:uid", 65_534);
            }
        }
        return Errno.EPERM;
    }
}
