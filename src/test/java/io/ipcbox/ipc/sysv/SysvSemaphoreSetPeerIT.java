package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semaphores between Java, C, Python and util-linux, in both directions. */
@Timeout(60)
class SysvSemaphoreSetPeerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SEM_UNDO = "0x1000";

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final SysvSemaphoreSet set =
            SysvSemaphoreSet.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0, 2, 3);

    @AfterEach
    void remove() {
        set.remove();
    }

    @Test
    void cSeesWhatJavaDidAndJavaWhatCDid() {
        set.post(0, 4);
        assertThat(Peer.c("values", key, 3).output()).isEqualTo("4 2 3");
        Peer.c("semop", key, 0, -1, 0, 1, -2, 0, 1, 0, 0, 2, 10, 0).output();
        assertThat(set.values()).containsExactly(3, 0, 13);
    }

    @Test
    void waitingCProgramGetsWhatJavaPosts() {
        try (Peer c = Peer.c("semop", key, 0, -1, 0)) {
            assertThat(c.line()).isEqualTo("operating");
            Waiting.until(() -> set.waitingForMore(0) == 1);
            set.post(0);
            assertThat(c.output()).isEqualTo("done");
            assertThat(set.lastPid(0)).isEqualTo((int) c.pid());
        }
    }

    @Test
    void waitingJavaGetsWhatCPosts() {
        try (Peer jvm = Peer.java("wait", key, PATIENCE)) {
            assertThat(jvm.line()).isEqualTo("waiting");
            Waiting.until(() -> set.waitingForMore(0) == 1);
            Peer.c("semop", key, 0, 1, 0).output();
            assertThat(jvm.line()).isEqualTo("taken");
        }
    }

    @Test
    void waitingCProgramIsToldOfTheRemoval() {
        SysvKey other = keys.fresh();
        SysvSemaphoreSet doomed =
                SysvSemaphoreSet.open(other, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0);
        try (Peer c = Peer.c("semop", other, 0, -1, 0)) {
            assertThat(c.line()).isEqualTo("operating");
            Waiting.until(() -> doomed.waitingForMore(0) == 1);
            doomed.remove();
            assertThat(c.line()).isEqualTo("semop: Identifier removed");
        }
    }

    @Test
    void killedJvmGivesBackWhatItTookWithUndo() {
        set.setValue(0, 5);
        try (Peer jvm = Peer.java("hold", key)) {
            assertThat(jvm.line()).isEqualTo("held");
            assertThat(set.value(0)).isEqualTo(3);
            jvm.signal("KILL");
            assertThat(set.wait(0, 5, PATIENCE)).isTrue();
        }
    }

    @Test
    void killedCProgramGivesBackToAWaitingJava() {
        set.setValue(0, 1);
        try (Peer c = Peer.c("hold", key, 0, -1, SEM_UNDO)) {
            assertThat(c.line()).isEqualTo("operating");
            assertThat(c.line()).isEqualTo("done");
            assertThat(set.wait(0, Duration.ZERO)).isFalse();
            c.signal("KILL");
            assertThat(set.wait(0, PATIENCE)).isTrue();
        }
    }

    @Test
    void settingAValueMakesEverybodyForgetWhatToUndo() {
        set.setValue(0, 5);
        try (Peer jvm = Peer.java("hold", key)) {
            assertThat(jvm.line()).isEqualTo("held");
            set.setValue(0, 5);
            jvm.signal("KILL");
            assertThat(jvm.awaitExit()).isNotZero();
            assertThat(set.value(0)).isEqualTo(5);
        }
    }

    @Test
    void whatOneThreadTookWithUndoAnotherGivesBack() throws InterruptedException {
        SysvSemaphoreOperations take =
                SysvSemaphoreOperations.of(SysvSemaphoreOperation.wait(1, 1).withUndo());
        SysvSemaphoreOperations give =
                SysvSemaphoreOperations.of(SysvSemaphoreOperation.post(1, 1).withUndo());
        Thread taker = Thread.ofPlatform().start(() -> set.perform(take, Duration.ZERO));
        taker.join();
        assertThat(set.value(1)).as("the end of a thread undoes nothing").isEqualTo(1);
        assertThat(set.perform(give, Duration.ZERO)).isTrue();
        assertThat(set.value(1)).isEqualTo(2);
    }

    @Test
    void pythonAndJavaShareASemaphore() {
        assertThat(Peer.python("release", key, 2).output()).isEqualTo("2");
        assertThat(set.wait(0, 2, Duration.ZERO)).isTrue();
        try (Peer python = Peer.python("acquire", key)) {
            assertThat(python.line()).isEqualTo("acquiring");
            Waiting.until(() -> set.waitingForMore(0) == 1);
            set.post(0, 3);
            assertThat(python.output()).isEqualTo("2");
        }
    }

    @Test
    void pythonWaitsForTheZeroThatJavaMakes() {
        set.setValue(0, 1);
        try (Peer python = Peer.python("zero", key)) {
            assertThat(python.line()).isEqualTo("waiting");
            Waiting.until(() -> set.waitingForZero(0) == 1);
            assertThat(set.wait(0, Duration.ZERO)).isTrue();
            assertThat(python.output()).isEqualTo("zero");
        }
    }

    @Test
    void killedPythonGivesBackWhatItTookWithUndo() {
        set.setValue(0, 1);
        try (Peer python = Peer.python("hold", key)) {
            assertThat(python.line()).isEqualTo("held");
            python.signal("KILL");
            assertThat(set.wait(0, PATIENCE)).isTrue();
        }
    }

    @Test
    void javaUsesASetThatIpcmkMadeAndIpcrmRemovesIt() {
        Matcher made = Pattern.compile("Semaphore id: (\\d+)")
                .matcher(Peer.command("ipcmk", "-S", "4", "-p", "0640").output());
        assertThat(made.find()).isTrue();
        int id = Integer.parseInt(made.group(1));
        SysvSemaphoreSet theirs = SysvSemaphoreSet.ofId(id);
        try {
            assertThat(theirs.values()).containsExactly(0, 0, 0, 0);
            assertThat(theirs.status().lastOperation()).isEmpty();
            assertThat(theirs.status().ownership().permissions()).isEqualTo(new Permissions(0640));
            theirs.post(3);
        } finally {
            Peer.command("ipcrm", "-s", Integer.toString(id)).output();
        }
        assertThat(SysvTable.find(SysvKind.SEMAPHORE_SET, id)).isEmpty();
    }

    @Test
    void ipcsAndLsipcAndProcSeeWhatJavaMade() throws IOException {
        String id = Integer.toString(set.id());
        assertThat(Peer.command("ipcs", "-s").output().lines())
                .anySatisfy(line -> assertThat(line.split("\\s+")).contains(key.toString(), id, "600", "3"));
        assertThat(Peer.command("lsipc", "-s", "-i", id, "--json").output()).contains("\"" + id + "\"", key.toString());
        assertThat(Files.readAllLines(Path.of("/proc/sysvipc/sem")))
                .anySatisfy(line -> assertThat(line.strip().split("\\s+"))
                        .startsWith(Integer.toString(key.value()), id, "600", "3"));
    }
}
