package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, option and error of a semaphore set that one process can provoke. */
@Timeout(60)
class SysvSemaphoreSetIT {
    private static final Duration NOW = Duration.ZERO;

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final SysvSemaphoreSet set = create(key, 2, 0, 5);

    private static SysvSemaphoreSet create(SysvKey key, int... values) {
        return SysvSemaphoreSet.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, NOW, values);
    }

    @AfterEach
    void remove() {
        SysvSemaphoreSet.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, NOW, 0)
                .remove();
    }

    private static void refused(ThrowingCallable call, Errno errno, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.errno()).isEqualTo(errno))
                .hasMessageContainingAll(words);
    }

    private static SysvSemaphoreOperations ops(SysvSemaphoreOperation... operations) {
        return SysvSemaphoreOperations.of(operations);
    }

    private static SysvSemaphoreOperation post(int semaphore, int amount) {
        return SysvSemaphoreOperation.post(semaphore, amount);
    }

    private static SysvSemaphoreOperation take(int semaphore, int amount) {
        return SysvSemaphoreOperation.wait(semaphore, amount);
    }

    @Test
    void newSetHasItsValuesAndHasBeenUsed() {
        assertThat(set.wasCreated()).isTrue();
        assertThat(set.values()).containsExactly(2, 0, 5);
        assertThat(set.status().lastOperation()).isPresent();
    }

    @Test
    void postAddsAndWaitTakes() {
        set.post(1);
        assertThat(set.value(1)).isEqualTo(1);
        assertThat(set.wait(1, NOW)).isTrue();
        assertThat(set.wait(1, NOW)).isFalse();
        assertThat(set.wait(1, Duration.ofMillis(20))).isFalse();
        assertThat(set.values()).containsExactly(2, 0, 5);
    }

    @Test
    void amountIsTakenAllAtOnceOrNotAtAll() {
        assertThat(set.wait(2, 6, NOW)).isFalse();
        assertThat(set.value(2)).isEqualTo(5);
        assertThat(set.wait(2, 5, NOW)).isTrue();
        set.post(2, 7);
        assertThat(set.value(2)).isEqualTo(7);
    }

    @Test
    void zeroIsAwaited() {
        assertThat(set.awaitZero(1, NOW)).isTrue();
        assertThat(set.awaitZero(0, NOW)).isFalse();
        assertThat(set.awaitZero(0, Duration.ofMillis(20))).isFalse();
    }

    @Test
    void operationsHappenTogetherOrNotAtAll() {
        assertThat(set.perform(ops(take(0, 1), take(1, 1)), NOW)).isFalse();
        assertThat(set.values()).containsExactly(2, 0, 5);
        assertThat(set.perform(ops(take(0, 1), post(1, 3), take(2, 5)), NOW)).isTrue();
        assertThat(set.values()).containsExactly(1, 3, 0);
    }

    @Test
    void operationsOnOneSemaphoreHappenInTheirOrder() {
        // A lock: wait for zero and occupy it, in one step.
        SysvSemaphoreOperations lock = ops(SysvSemaphoreOperation.awaitZero(1), post(1, 1));
        assertThat(set.perform(lock, NOW)).isTrue();
        assertThat(set.perform(lock, NOW)).isFalse();
        assertThat(set.perform(ops(post(1, 1), SysvSemaphoreOperation.awaitZero(1)), NOW))
                .isFalse();
        assertThat(set.value(1)).isEqualTo(1);
    }

    @Test
    void operationsCanBeUsedWithAnotherSetToo() {
        SysvSemaphoreOperations one = ops(take(0, 1));
        SysvSemaphoreSet other = create(keys.fresh(), 1);
        try {
            assertThat(set.perform(one, NOW)).isTrue();
            assertThat(other.perform(one, NOW)).isTrue();
            assertThat(other.perform(one, NOW)).isFalse();
        } finally {
            other.remove();
        }
    }

    @Test
    void valuesCanBeSetOneByOneAndAllAtOnce() {
        set.setValue(1, SysvSemaphoreSet.MAX_VALUE);
        assertThat(set.value(1)).isEqualTo(SysvSemaphoreSet.MAX_VALUE);
        set.setValues(7, 8, 9);
        assertThat(set.values()).containsExactly(7, 8, 9);
        assertThatThrownBy(() -> set.setValues(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 3 semaphores, not 2");
        assertThat(set.values()).containsExactly(7, 8, 9);
    }

    @Test
    void lastPidAndWaitersAreKnown() {
        set.post(1);
        assertThat(set.lastPid(1))
                .isEqualTo(Math.toIntExact(ProcessHandle.current().pid()));
        assertThat(set.waitingForMore(1)).isZero();
        assertThat(set.waitingForZero(1)).isZero();
    }

    @Test
    void highestValueIsReachedAndNotExceeded() {
        set.setValue(0, 0);
        set.post(0, SysvSemaphoreSet.MAX_VALUE);
        refused(() -> set.post(0), Errno.ERANGE, "goes up to 32767");
        assertThat(set.wait(0, SysvSemaphoreSet.MAX_VALUE, NOW)).isTrue();
    }

    @Test
    void setWhoseFirstValueIsTheHighestCanBeMade() {
        SysvSemaphoreSet full = create(keys.fresh(), SysvSemaphoreSet.MAX_VALUE);
        try {
            assertThat(full.value(0)).isEqualTo(SysvSemaphoreSet.MAX_VALUE);
            assertThat(full.status().lastOperation()).isPresent();
        } finally {
            full.remove();
        }
    }

    @Test
    void amountsAndValuesOutOfRangeAreRefused() {
        for (int amount : new int[] {0, -1, 32_768, 65_536 + 1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> set.post(0, amount)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> set.wait(0, amount, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> post(0, amount)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> take(0, amount)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int value : new int[] {-1, 32_768, 65_536}) {
            assertThatThrownBy(() -> set.setValue(0, value)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> set.setValues(0, 0, value)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> create(key, value)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(SysvSemaphoreOperations::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void semaphoreThatIsNotThereIsAnError() {
        refused(() -> set.post(3), Errno.EFBIG, "numbered from 0");
        refused(() -> set.wait(3, NOW), Errno.EFBIG, "wait for");
        refused(() -> set.perform(ops(take(0, 1), take(3, 1)), NOW), Errno.EFBIG, "numbered from 0");
        refused(() -> set.value(3), Errno.EINVAL, "numbered from 0");
        refused(() -> set.value(-1), Errno.EINVAL, "numbered from 0");
        refused(() -> set.setValue(3, 1), Errno.EINVAL, "numbered from 0");
        assertThatThrownBy(() -> set.post(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.post(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThat(set.values()).containsExactly(2, 0, 5);
    }

    @Test
    void tooManyOperationsNameTheLimit() {
        int limit = limit(2);
        SysvSemaphoreOperation[] many =
                Collections.nCopies(limit + 1, post(0, 1)).toArray(SysvSemaphoreOperation[]::new);
        refused(
                () -> set.perform(ops(many), NOW),
                Errno.E2BIG,
                "semopm, number 3 of /proc/sys/kernel/sem, is " + limit);
        assertThat(set.perform(ops(List.of(many).subList(0, limit).toArray(SysvSemaphoreOperation[]::new)), NOW))
                .isTrue();
        assertThat(set.value(0)).isEqualTo(2 + limit);
    }

    @Test
    void largestSetWorksAndALargerOneNamesTheLimit() {
        int limit = Math.min(limit(0), 32_000);
        int[] values = new int[limit];
        values[limit - 1] = 3;
        SysvKey large = keys.fresh();
        SysvSemaphoreSet largest = create(large, values);
        try {
            assertThat(largest.status().count()).isEqualTo(limit);
            assertThat(largest.values()).isEqualTo(values);
            assertThat(largest.wait(limit - 1, 3, NOW)).isTrue();
        } finally {
            largest.remove();
        }
        refused(
                () -> create(large, new int[limit(0) + 1]),
                Errno.EINVAL,
                "cannot create semaphore set",
                "semmsl, number 1 of /proc/sys/kernel/sem, is " + limit(0));
    }

    private static int limit(int index) {
        String[] limits = Peer.command("cat", "/proc/sys/kernel/sem").output().split("\\s+");
        return Integer.parseInt(limits[index]);
    }

    @Test
    void existingSetKeepsItsValuesAndMustBeLargeEnough() {
        SysvSemaphoreSet same =
                SysvSemaphoreSet.open(key, CreationMode.OPEN_OR_CREATE, new Permissions(0777), NOW, 9, 9, 9);
        assertThat(same.wasCreated()).isFalse();
        assertThat(same.values()).containsExactly(2, 0, 5);
        refused(
                () -> SysvSemaphoreSet.open(key, CreationMode.OPEN_EXISTING, Permissions.OWNER_ONLY, NOW, 0, 0, 0, 0),
                Errno.EINVAL,
                "it has fewer semaphores");
        assertThat(SysvSemaphoreSet.open(key, NOW).id()).isEqualTo(set.id());
        assertThat(SysvSemaphoreSet.openAsIs(key).id()).isEqualTo(set.id());
        assertThat(SysvSemaphoreSet.ofId(set.id()).key()).isEqualTo(key);
    }

    @Test
    void newSetNeedsValues() {
        assertThatThrownBy(() -> create(keys.fresh()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initial value");
    }

    @Test
    void missingAndExistingKeysAreErrors() {
        SysvKey missing = keys.fresh();
        refused(() -> SysvSemaphoreSet.open(missing, NOW), Errno.ENOENT, "cannot open semaphore set \"" + missing);
        refused(() -> SysvSemaphoreSet.openAsIs(missing), Errno.ENOENT, "create it first");
        refused(() -> create(key, 0), Errno.EEXIST, "ipcrm -S " + key);
        refused(() -> SysvSemaphoreSet.ofId(-1), Errno.EINVAL, "ipcs -s");
        assertThatThrownBy(() -> SysvSemaphoreSet.openAsIs(SysvKey.PRIVATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void privateSetIsNewEachTime() {
        try (SysvSemaphoreSet one = create(SysvKey.PRIVATE, 1);
                SysvSemaphoreSet other = create(SysvKey.PRIVATE, 1)) {
            assertThat(one.id()).isNotEqualTo(other.id());
            one.remove();
            other.remove();
        }
    }

    @Test
    void statusOwnerAndPermissionsAreExact() {
        Instant before = Instant.now().minusSeconds(2);
        SysvSemaphoreStatus status = set.status();
        assertThat(status.count()).isEqualTo(3);
        assertThat(status.ownership().permissions()).isEqualTo(Permissions.OWNER_ONLY);
        assertThat(status.lastChange()).isBetween(before, Instant.now());
        set.setPermissions(new Permissions(0666));
        set.setOwner(status.ownership().uid(), 12345);
        assertThat(set.status().ownership())
                .isEqualTo(new SysvOwnership(
                        status.ownership().uid(),
                        12345,
                        status.ownership().creatorUid(),
                        status.ownership().creatorGid(),
                        new Permissions(0666)));
    }

    @Test
    void everyCallOnARemovedSetSaysSo() {
        set.remove();
        for (ThrowingCallable call : calls()) {
            refused(call, Errno.EIDRM, set.toString(), "it has been removed");
        }
    }

    @Test
    void everyCallOnAClosedHandleSaysSoAndTheSetStays() {
        set.close();
        set.close();
        for (ThrowingCallable call : calls()) {
            refused(call, Errno.EBADF, "this handle is closed");
        }
        assertThat(SysvSemaphoreSet.openAsIs(key).values()).containsExactly(2, 0, 5);
    }

    private List<ThrowingCallable> calls() {
        return List.of(
                () -> set.post(0),
                () -> set.wait(0, NOW),
                () -> set.awaitZero(0, NOW),
                () -> set.perform(ops(post(0, 1)), NOW),
                () -> set.value(0),
                set::values,
                () -> set.setValue(0, 1),
                () -> set.setValues(1, 1, 1),
                () -> set.waitingForMore(0),
                () -> set.waitingForZero(0),
                () -> set.lastPid(0),
                set::status,
                () -> set.setOwner(0, 0),
                () -> set.setPermissions(Permissions.OWNER_ONLY),
                set::remove);
    }
}
