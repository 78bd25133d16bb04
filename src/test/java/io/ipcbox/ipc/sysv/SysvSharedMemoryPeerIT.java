package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shared memory between Java, C, Python and util-linux, in both directions. */
@Timeout(60)
class SysvSharedMemoryPeerIT {
    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private SysvSharedMemory memory = create();

    private SysvSharedMemory create() {
        return SysvSharedMemory.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, 100);
    }

    @AfterEach
    void remove() {
        memory.remove();
    }

    private void write(String text) {
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE)) {
            attachment.segment().setString(0, text);
        }
    }

    private String read() {
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_ONLY)) {
            return attachment.segment().getString(0);
        }
    }

    @Test
    void cReadsWhatJavaWroteAndTheOtherWayRound() {
        write("von Java, ä");
        assertThat(Peer.c("read", key).output()).isEqualTo("von Java, ä");
        Peer.c("write", key, "from C, ö").output();
        assertThat(read()).isEqualTo("from C, ö");
    }

    @Test
    void pythonReadsWhatJavaWroteAndTheOtherWayRound() {
        write("von Java");
        assertThat(Peer.python("read", key, 8).output()).isEqualTo("von Java");
        Peer.python("write", key, "de Python").output();
        assertThat(read()).isEqualTo("de Python");
    }

    @Test
    void javaUsesWhatPythonMade() {
        remove();
        int id = Integer.parseInt(Peer.python("create-memory", key, 5000).output());
        memory = SysvSharedMemory.open(key);
        assertThat(memory.id()).isEqualTo(id);
        assertThat(memory.status().sizeBytes()).isEqualTo(5000);
        write("hier");
        assertThat(Peer.python("read", key, 4).output()).isEqualTo("hier");
    }

    @Test
    void attachmentsOfOthersAreCountedAndEndWithTheirProcess() {
        try (Peer c = Peer.c("hold-memory", key)) {
            assertThat(c.line()).isEqualTo("attached");
            assertThat(memory.status().attached()).isEqualTo(1);
            assertThat(memory.status().lastPid()).isEqualTo((int) c.pid());
            c.signal("KILL");
            assertThat(c.awaitExit()).isNotZero();
            assertThat(memory.status().attached()).isZero();
        }
    }

    @Test
    void javaUsesWhatIpcmkMadeAndIpcrmRemovesIt() {
        Matcher made = Pattern.compile("Shared memory id: (\\d+)")
                .matcher(Peer.command("ipcmk", "-M", "4321", "-p", "0640").output());
        assertThat(made.find()).isTrue();
        int id = Integer.parseInt(made.group(1));
        SysvSharedMemory theirs = SysvSharedMemory.ofId(id);
        try (SysvAttachment attachment = theirs.attach(SysvAccess.READ_WRITE)) {
            assertThat(attachment.segment().byteSize()).isEqualTo(4321);
            assertThat(theirs.status().ownership().permissions()).isEqualTo(new Permissions(0640));
        } finally {
            Peer.command("ipcrm", "-m", Integer.toString(id)).output();
        }
        assertThat(SysvTable.find(SysvKind.SHARED_MEMORY, id)).isEmpty();
    }

    @Test
    void ipcsAndLsipcAndProcSeeWhatJavaMade() throws IOException {
        String id = Integer.toString(memory.id());
        memory.lock();
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_ONLY)) {
            assertThat(attachment.isDetached()).isFalse();
            assertThat(Peer.command("ipcs", "-m").output().lines())
                    .anySatisfy(line ->
                            assertThat(line.split("\\s+")).contains(key.toString(), id, "600", "100", "1", "locked"));
            assertThat(Peer.command("lsipc", "-m", "-i", id, "--json").output())
                    .contains("\"" + id + "\"", key.toString());
            assertThat(Files.readAllLines(Path.of("/proc/sysvipc/shm")))
                    .anySatisfy(line -> assertThat(line.strip().split("\\s+"))
                            .startsWith(Integer.toString(key.value()), id, "2600", "100"));
        }
    }
}
