package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Semaphores.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.memory.Allocation;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
import io.ipcbox.support.RunningProgram;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeftovers.class)
class PosixSemaphoreIT {
    @Test
    void unitsAreGivenAndTaken() {
        try (Semaphores s = Semaphores.ofValue(1)) {
            assertThat(s.semaphore.value()).isEqualTo(1);
            s.semaphore.post();
            assertThat(s.semaphore.value()).isEqualTo(2);
            assertThat(s.semaphore.tryWait()).isTrue();
            assertThat(s.semaphore.waitFor(LONG)).isTrue();
            assertThat(s.semaphore.value()).isZero();
            assertThat(s.semaphore.tryWait()).isFalse();
            assertThat(s.semaphore.waitFor(Duration.ZERO)).isFalse();
            assertThat(s.semaphore.waitFor(Duration.ofSeconds(-1))).isFalse();
        }
    }

    @Test
    void handlesOfOneNameShareOneValue() {
        try (Semaphores s = Semaphores.ofValue(0);
                PosixSemaphore other = PosixSemaphore.open(s.semaphore.name())) {
            other.post();
            assertThat(s.semaphore.tryWait()).isTrue();
            assertThat(other.tryWait()).isFalse();
        }
    }

    @Test
    void createExclusiveRefusesAnExistingName() {
        try (Semaphores s = Semaphores.ofValue(0)) {
            Refusal.of(Errno.EEXIST, () -> PosixSemaphore.create(s.semaphore.name(), Permissions.OWNER_ONLY, 1))
                    .hasMessage("cannot create semaphore \"" + s.semaphore.name()
                            + "\": EEXIST (File exists); open the existing one, or remove it first");
        }
    }

    @Test
    void openingRefusesAMissingName() {
        String name = UniqueNames.next();
        Refusal.of(Errno.ENOENT, () -> PosixSemaphore.open(name))
                .hasMessage(
                        "cannot open semaphore \"" + name + "\": ENOENT (No such file or directory); create it first");
        Refusal.of(Errno.ENOENT, () -> PosixSemaphore.unlink(name))
                .hasMessageStartingWith("cannot remove semaphore \"" + name + "\": ENOENT");
    }

    @Test
    void racingCreatorsShareOneValueThatIsNeverReset() {
        for (int round = 0; round < 50; round++) {
            String name = UniqueNames.next();
            List<PosixSemaphore> handles = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> {
                        PosixSemaphore semaphore =
                                PosixSemaphore.open(name, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, 3);
                        semaphore.post();
                        return semaphore;
                    })
                    .toList();
            PosixSemaphore.unlink(name);
            assertThat(handles).allMatch(handle -> handle.value() == 3 + 8);
            handles.forEach(PosixSemaphore::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0666, 0777, 0})
    void permissionsAreExactWhateverTheUmask(int mode) throws IOException {
        String name = UniqueNames.next();
        PosixSemaphore.create(name, new Permissions(mode), 0).close();
        Object bits = Files.getAttribute(file(name), "unix:mode");
        PosixSemaphore.unlink(name);
        assertThat((int) bits & 0777).isEqualTo(mode);
    }

    private static Path file(String name) {
        return Path.of("/dev/shm/sem." + name.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lab", "/", "/.", "/..", "/a/b", "/a\0b", "/a\uD800"})
    void nameThatNoneCanHaveIsExplained(String name) {
        Refusal.of(Errno.EINVAL, () -> PosixSemaphore.open(name)).hasMessageContaining("; ");
        Refusal.of(Errno.EINVAL, () -> PosixSemaphore.create(name, Permissions.OWNER_ONLY, 0));
        Refusal.of(Errno.EINVAL, () -> PosixSemaphore.unlink(name));
    }

    @Test
    void longestNameWorksAndALongerOneIsExplained() {
        String longest = UniqueNames.next();
        longest += "x".repeat(252 - longest.length());
        PosixSemaphore.create(longest, Permissions.OWNER_ONLY, 0).close();
        PosixSemaphore.unlink(longest);
        String longer = longest + "x";
        Refusal.of(Errno.ENAMETOOLONG, () -> PosixSemaphore.open(longer))
                .hasMessageEndingWith("the name has 252 bytes after its slash, the maximum is 251");
    }

    @Test
    void negativeValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixSemaphore.create(UniqueNames.next(), Permissions.OWNER_ONLY, -1));
    }

    @Test
    void postAtTheLargestValueIsAnOverflow() {
        try (Semaphores s = Semaphores.ofValue(Integer.MAX_VALUE)) {
            Refusal.of(Errno.EOVERFLOW, s.semaphore::post);
            assertThat(s.semaphore.value()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31})
    void fileThatIsTooShortForASemaphoreIsRefusedAndDoesNotCrashTheJvm(int length) throws IOException {
        String name = UniqueNames.next();
        Files.write(file(name), new byte[length]);
        Refusal.of(Errno.EINVAL, () -> PosixSemaphore.open(name))
                .hasMessageEndingWith("its file has " + length + " bytes, a semaphore has 32; remove it");
        PosixSemaphore.unlink(name);
    }

    @Test
    void symbolicLinkIsNotFollowed() throws IOException {
        try (Semaphores s = Semaphores.ofValue(0)) {
            String name = UniqueNames.next();
            Files.createSymbolicLink(file(name), file(s.semaphore.name()));
            Refusal.of(Errno.ELOOP, () -> PosixSemaphore.open(name));
            PosixSemaphore.unlink(name);
        }
    }

    @Test
    void directoryIsRefused() throws IOException {
        String name = UniqueNames.next();
        Files.createDirectory(file(name));
        Refusal.of(Errno.EISDIR, () -> PosixSemaphore.open(name));
        Files.delete(file(name));
    }

    @Test
    void fifoIsRefusedAndDoesNotHangTheJvm() throws IOException {
        String name = UniqueNames.next();
        Fifo.make(file(name), Permissions.OWNER_ONLY);
        Refusal.of(Errno.EINVAL, () -> PosixSemaphore.open(name)).hasMessageContaining("is not a regular file");
        Files.delete(file(name));
    }

    @Test
    void unlinkedSemaphoreWorksForThoseWhoHaveIt() {
        try (Semaphores s = Semaphores.ofValue(0)) {
            assertThat(s.semaphore.hasItsName()).isTrue();
            s.semaphore.unlink();
            assertThat(s.semaphore.hasItsName()).isFalse();
            try (PosixSemaphore namesake = PosixSemaphore.create(s.semaphore.name(), Permissions.OWNER_ONLY, 0)) {
                s.semaphore.post();
                assertThat(namesake.value()).isZero();
                assertThat(s.semaphore.hasItsName()).isFalse();
                assertThat(namesake.hasItsName()).isTrue();
            }
        }
    }

    @Test
    void everyUseOfAClosedHandleIsEbadfAndASecondCloseHarmless() {
        Semaphores s = Semaphores.ofValue(1);
        s.close();
        s.semaphore.close();
        List<Consumer<PosixSemaphore>> uses = List.of(
                PosixSemaphore::post,
                PosixSemaphore::tryWait,
                semaphore -> semaphore.waitFor(LONG),
                PosixSemaphore::value,
                PosixSemaphore::status,
                PosixSemaphore::hasItsName);
        for (Consumer<PosixSemaphore> use : uses) {
            Refusal.of(Errno.EBADF, () -> use.accept(s.semaphore)).hasMessageContaining("this handle is closed");
        }
    }

    @Test
    void postingAndTakingAllocatesNothing() {
        try (Semaphores s = Semaphores.ofValue(0)) {
            Allocation.settlesAtNothing(() -> {
                s.semaphore.post();
                s.semaphore.waitFor(LONG);
                s.semaphore.value();
            });
        }
    }

    @Test
    void whatADeadHolderTookStaysTakenAndTheStatusSaysSo() {
        try (Semaphores s = Semaphores.ofValue(1);
                RunningProgram holder = ChildJvm.of(Holding.class).start(s.semaphore.name())) {
            assertThat(holder.line()).isEqualTo("holding");
            PosixSemaphoreStatus held = s.semaphore.status();
            assertThat(held.otherProcesses()).containsExactly(holder.pid());
            assertThat(held.isStuck()).isFalse();
            assertThat(held).hasToString("value 0, waiters 0, open in 1 other processes");

            holder.signal("KILL");
            holder.exitCode();
            assertThat(s.semaphore.waitFor(Duration.ofMillis(20))).isFalse();
            assertThat(s.semaphore.status().isStuck()).isTrue();
            assertThat(s.semaphore.status().toString())
                    .contains(
                            "stuck", "gets no units back from dead processes; post it, or unlink and create it again");

            s.semaphore.post();
            assertThat(s.semaphore.status().isStuck()).isFalse();
        }
    }

    @Test
    void semaphoreOfAnotherUserIsRefused(@TempDir Path directory) {
        assumeTrue(ChildJvm.weAreRoot(), "needs root, to be two users");
        try (Semaphores s = Semaphores.ofValue(1);
                RunningProgram child =
                        ChildJvm.of(Holding.class).unprivileged(directory).start(s.semaphore.name())) {
            assertThat(child.line()).contains("EACCES (Permission denied); check the owner and the mode");
            child.succeeds();
        }
    }

    /** Takes a unit and keeps it. */
    static final class Holding {
        public static void main(String[] arguments) throws IOException {
            try (PosixSemaphore semaphore = PosixSemaphore.open(arguments[0])) {
                System.out.println(semaphore.tryWait() ? "holding" : "busy");
                System.in.read();
            } catch (IpcException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
