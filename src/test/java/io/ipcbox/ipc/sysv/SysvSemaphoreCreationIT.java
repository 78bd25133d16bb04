package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many processes that open or create one set at once, and creators that do not finish. */
@Timeout(120)
class SysvSemaphoreCreationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();

    private SysvSemaphoreSet openOrCreate(int... values) {
        return SysvSemaphoreSet.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, PATIENCE, values);
    }

    @Test
    void amongManyProcessesOneCreatesAndAllFindTheValues() {
        int processes = 6;
        List<Peer> peers = new ArrayList<>();
        try {
            IntStream.range(0, processes).forEach(i -> peers.add(Peer.java("join-set", key, processes)));
            peers.forEach(peer -> assertThat(peer.line()).isEqualTo("ready"));
            peers.forEach(Peer::sayGo);
            List<String> said = peers.stream().map(Peer::line).toList();
            assertThat(said).containsOnly("created true", "opened true").containsOnlyOnce("created true");
            try (SysvSemaphoreSet set = SysvSemaphoreSet.openAsIs(key)) {
                assertThat(set.values()).containsExactly(0, 7);
                set.remove();
            }
        } finally {
            peers.forEach(Peer::close);
        }
    }

    @Test
    void amongManyThreadsOneCreatesAndNoUnitIsLostOrMadeTwice() throws Exception {
        int threads = 8;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        for (int round = 0; round < 200; round++) {
            List<FutureTask<String>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                FutureTask<String> task = new FutureTask<>(() -> {
                    barrier.await();
                    SysvSemaphoreSet set = openOrCreate(threads, 1);
                    return set.wasCreated() + " " + set.wait(0, Duration.ZERO);
                });
                tasks.add(task);
                Thread.ofPlatform().start(task);
            }
            List<String> said = new ArrayList<>();
            for (FutureTask<String> task : tasks) {
                said.add(task.get());
            }
            assertThat(said).containsOnly("true true", "false true").containsOnlyOnce("true true");
            SysvSemaphoreSet set = SysvSemaphoreSet.openAsIs(key);
            assertThat(set.values()).containsExactly(0, 1);
            set.remove();
        }
    }

    @Test
    void openerWaitsUntilTheSetWasUsedOnce() throws Exception {
        Peer.c("careless-set", key, 3).output();
        FutureTask<SysvSemaphoreSet> opener = new FutureTask<>(() -> SysvSemaphoreSet.open(key, PATIENCE));
        Thread thread = Thread.ofPlatform().start(opener);
        Waiting.untilParked(thread);
        Peer.c("semop", key, 0, -1, 0).output();
        assertThat(opener.get().value(0)).isEqualTo(2);
        opener.get().remove();
    }

    @Test
    void setThatWasNeverUsedIsExplainedWhenPatienceEnds() {
        Peer.c("careless-set", key, 3).output();
        for (Duration patience : List.of(Duration.ZERO, Duration.ofMillis(20))) {
            assertThatThrownBy(() -> SysvSemaphoreSet.open(key, patience))
                    .isInstanceOfSatisfying(
                            IpcException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ETIME))
                    .hasMessageContaining("no operation has been performed on it yet")
                    .hasMessageContaining("ipcrm -S " + key);
        }
        try (SysvSemaphoreSet set = SysvSemaphoreSet.openAsIs(key)) {
            assertThat(set.value(0)).isEqualTo(3);
            set.remove();
        }
    }

    @Test
    void setOfPythonIsOpenedAsItIs() {
        int id = Integer.parseInt(Peer.python("create-semaphore", key, 4).output());
        try (SysvSemaphoreSet set = SysvSemaphoreSet.openAsIs(key)) {
            assertThat(set.id()).isEqualTo(id);
            assertThat(set.wait(0, 4, Duration.ZERO)).isTrue();
            set.remove();
        }
    }

    @Test
    void openerMakesTheSetItselfWhenTheCreatorGivesUp() throws Exception {
        Peer.c("careless-set", key, 0).output();
        FutureTask<SysvSemaphoreSet> opener = new FutureTask<>(() -> openOrCreate(5));
        Thread thread = Thread.ofPlatform().start(opener);
        Waiting.untilParked(thread);
        SysvSemaphoreSet.openAsIs(key).remove();
        assertThat(opener.get().wasCreated()).isTrue();
        assertThat(opener.get().value(0)).isEqualTo(5);
        opener.get().remove();
    }

    @Test
    void interruptEndsTheWaitForTheCreator() throws Exception {
        Peer.c("careless-set", key, 0).output();
        FutureTask<Errno> opener = new FutureTask<>(() -> {
            try {
                SysvSemaphoreSet.open(key, PATIENCE);
                return Errno.UNKNOWN;
            } catch (IpcException e) {
                return e.errno();
            }
        });
        Thread thread = Thread.ofPlatform().start(opener);
        Waiting.untilParked(thread);
        thread.interrupt();
        assertThat(opener.get()).isEqualTo(Errno.EINTR);
        SysvSemaphoreSet.openAsIs(key).remove();
    }
}
