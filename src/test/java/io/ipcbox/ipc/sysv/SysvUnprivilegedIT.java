package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LibcProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The errors that another user without permission gets, and those for the kernel's limits. */
@Timeout(60)
class SysvUnprivilegedIT {
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--inh-caps=-all");
    private static final String NOT_YOURS = "; it belongs to user 0 and its permissions are 0600; this is user 65534";

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final List<Runnable> removals = new ArrayList<>();

    @BeforeAll
    static void onlyRootCanBecomeAnotherUser() {
        assumeTrue(LibcProcess.geteuid() == 0, "setpriv and unshare need root");
    }

    @BeforeEach
    void createOneOfEach() {
        SysvMessageQueue queue = SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
        removals.add(queue::remove);
        SysvSemaphoreSet set =
                SysvSemaphoreSet.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0);
        removals.add(set::remove);
        SysvSharedMemory memory =
                SysvSharedMemory.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, 4096);
        removals.add(memory::remove);
    }

    @AfterEach
    void remove() {
        removals.forEach(Runnable::run);
    }

    private static String asNobody(Object... arguments) {
        return Peer.javaAfter(NOBODY, arguments).output();
    }

    @Test
    void otherUserIsToldTheOwnerOfTheQueue() {
        String queue = SysvMessageQueue.open(key).toString();
        assertThat(asNobody("send", key))
                .isEqualTo("cannot send to " + queue + ": EACCES (Permission denied)" + NOT_YOURS);
        assertThat(asNobody("take", key))
                .isEqualTo("cannot receive from " + queue + ": EACCES (Permission denied)" + NOT_YOURS);
        assertThat(asNobody("remove-queue", key))
                .isEqualTo("cannot remove " + queue + ": EPERM (Operation not permitted)" + NOT_YOURS);
    }

    @Test
    void otherUserIsToldTheOwnerOfTheSet() {
        String set = SysvSemaphoreSet.openAsIs(key).toString();
        assertThat(asNobody("post", key))
                .isEqualTo("cannot post to " + set + ": EACCES (Permission denied)" + NOT_YOURS);
        assertThat(asNobody("open-set", key))
                .isEqualTo("cannot look at " + set + ": EACCES (Permission denied)" + NOT_YOURS);
    }

    @Test
    void otherUserIsToldTheOwnerOfTheMemory() {
        String memory = SysvSharedMemory.open(key).toString();
        assertThat(asNobody("attach", key))
                .isEqualTo("cannot attach " + memory + ": EACCES (Permission denied)" + NOT_YOURS);
        assertThat(asNobody("lock", key)).startsWith("cannot lock " + memory + ": EPERM (Operation not permitted)");
    }

    @Test
    void strangerWhoMayWriteOnlySendsToTheQueueHeCannotLookAt() {
        SysvMessageQueue queue = SysvMessageQueue.open(key);
        queue.setPermissions(new Permissions(0622));
        assertThat(asNobody("send", key)).isEqualTo("true");
        queue.setMaxBytes(1);
        assertThat(asNobody("send", key)).isEqualTo("false");
        assertThat(asNobody("take", key)).contains("EACCES", "permissions are 0622");
    }

    @Test
    void ownerWithoutTheCapabilityIsToldTheLimitOfAQueue() {
        assertThat(asNobody("own-queue", keys.fresh()))
                .contains(
                        "EPERM (Operation not permitted)",
                        "/proc/sys/kernel/msgmnb is "
                                + Peer.command("cat", "/proc/sys/kernel/msgmnb").output(),
                        "CAP_SYS_RESOURCE");
    }

    @Test
    void hugePagesAreRefusedWithTheReason() {
        assertThat(asNobody("huge-pages", keys.fresh())).contains("EPERM", "/proc/sys/vm/hugetlb_shm_group");
    }

    @Test
    void lockBeyondTheLimitOfTheUserIsExplained() {
        SysvSharedMemory.open(key).setOwner(65534, 65534);
        List<String> little = new ArrayList<>(List.of("prlimit", "--memlock=0"));
        little.addAll(NOBODY);
        assertThat(Peer.javaAfter(little, "lock", key).output()).contains("cannot lock", "ulimit -l", "CAP_IPC_LOCK");
    }

    @Test
    void systemFullOfObjectsNamesTheLimit() {
        assertThat(inNamespace("echo 3 > /proc/sys/kernel/msgmni", "queues"))
                .isEqualTo("cannot create message queue \"private\": ENOSPC (No space left on device);"
                        + " the system limit is reached: /proc/sys/kernel/msgmni is 3;"
                        + " remove unused ones (ipcs -q, ipcrm -q ID)");
        assertThat(inNamespace("echo 3 > /proc/sys/kernel/shmmni", "segments"))
                .contains("ENOSPC", "/proc/sys/kernel/shmmni is 3 segments");
        assertThat(inNamespace("echo 4095 > /proc/sys/kernel/shmmax", "segments"))
                .contains(
                        "cannot create shared memory \"private\": EINVAL (Invalid argument)",
                        "/proc/sys/kernel/shmmax is 4095");
        assertThat(inNamespace("echo 2 > /proc/sys/kernel/shmall", "segments"))
                .contains("ENOSPC", "/proc/sys/kernel/shmall is 2 pages");
        assertThat(inNamespace("echo '32000 32000 500 3' > /proc/sys/kernel/sem", "sets"))
                .contains("ENOSPC", "semmni, number 4 of /proc/sys/kernel/sem, is 3 sets");
        assertThat(inNamespace("echo '32000 5 500 300' > /proc/sys/kernel/sem", "sets"))
                .contains("ENOSPC", "semmns, number 2 of /proc/sys/kernel/sem, is 5 semaphores");
    }

    private String inNamespace(String limit, String what) {
        return Peer.javaAfter(
                        List.of("unshare", "--ipc", "sh", "-c", limit + " && exec \"$@\"", "sh"), "too-many", key, what)
                .output();
    }
}
