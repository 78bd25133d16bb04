package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, option and error of a queue that one process can provoke. */
@Timeout(60)
class SysvMessageQueueIT {
    private static final Duration NOW = Duration.ZERO;

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private SysvKey key = SysvKey.PRIVATE;
    private SysvMessageQueue queue = create();

    private SysvMessageQueue create() {
        key = keys.fresh();
        return SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
    }

    @BeforeEach
    void queueIsNew() {
        assertThat(queue.wasCreated()).isTrue();
    }

    @AfterEach
    void remove() {
        SysvMessageQueue.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY)
                .remove();
    }

    private void send(long type, String text) {
        assertThat(queue.send(type, text.getBytes(StandardCharsets.UTF_8), NOW)).isTrue();
    }

    private Optional<String> receive(SysvSelection selection) {
        return queue.receive(selection, NOW).map(it -> it.type() + " " + it.text());
    }

    private static void refused(ThrowingCallable call, Errno errno, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.errno()).isEqualTo(errno))
                .hasMessageContainingAll(words);
    }

    @Test
    void messageComesOutAsItWentIn() {
        byte[] everyByte = new byte[256];
        IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
        assertThat(queue.send(Long.MAX_VALUE, everyByte, NOW)).isTrue();
        assertThat(queue.receive(NOW)).contains(new SysvMessage(Long.MAX_VALUE, everyByte));
        assertThat(queue.receive(NOW)).isEmpty();
    }

    @Test
    void emptyMessageIsAMessage() {
        send(5, "");
        assertThat(receive(SysvSelection.ANY)).contains("5 ");
    }

    @Test
    void anyTypeIsTakenInTheOrderOfSending() {
        send(3, "a");
        send(1, "b");
        assertThat(receive(SysvSelection.ANY)).contains("3 a");
        assertThat(receive(SysvSelection.ANY)).contains("1 b");
    }

    @Test
    void typeAboveZeroTakesTheOldestOfThatType() {
        send(1, "a");
        send(2, "b");
        send(2, "c");
        assertThat(receive(SysvSelection.ofType(2))).contains("2 b");
        assertThat(receive(SysvSelection.ofType(2))).contains("2 c");
        assertThat(receive(SysvSelection.ofType(2))).isEmpty();
        assertThat(receive(SysvSelection.ofType(1))).contains("1 a");
    }

    @Test
    void typeBelowZeroTakesTheLowestTypeNotAbove() {
        send(4, "a");
        send(3, "b");
        send(2, "c");
        send(2, "d");
        assertThat(receive(SysvSelection.lowestUpTo(3))).contains("2 c");
        assertThat(receive(SysvSelection.lowestUpTo(3))).contains("2 d");
        assertThat(receive(SysvSelection.lowestUpTo(3))).contains("3 b");
        assertThat(receive(SysvSelection.lowestUpTo(3))).isEmpty();
        assertThat(receive(new SysvSelection(Long.MIN_VALUE, false))).contains("4 a");
    }

    @Test
    void exceptTakesTheOldestOfAnotherType() {
        send(1, "a");
        send(2, "b");
        assertThat(receive(SysvSelection.except(1))).contains("2 b");
        assertThat(receive(SysvSelection.except(1))).isEmpty();
        assertThat(receive(SysvSelection.ANY)).contains("1 a");
    }

    @Test
    void messageLongerThanAnyBufferSoFarIsReceivedWhole() {
        byte[] longest = new byte[8192];
        Arrays.fill(longest, (byte) 'x');
        assertThat(queue.send(1, longest, NOW)).isTrue();
        assertThat(queue.peek(0)).contains(new SysvMessage(1, longest));
        assertThat(queue.receive(NOW)).contains(new SysvMessage(1, longest));
    }

    @Test
    void messageTooLongForABufferIsAnErrorAndStaysInTheQueue() {
        send(1, "too long");
        SysvMessageBuffer small = SysvMessageBuffer.ofCapacity(3);
        refused(() -> queue.receive(small, SysvSelection.ANY, NOW), Errno.E2BIG, "E2BIG", "the 3 bytes of the buffer");
        assertThat(receive(SysvSelection.ANY)).contains("1 too long");
    }

    @Test
    void truncatingBufferTakesTheBeginningAndTheRestIsLost() {
        send(1, "too long");
        SysvMessageBuffer small = SysvMessageBuffer.truncating(3);
        assertThat(queue.receive(small, SysvSelection.ANY, NOW)).isTrue();
        assertThat(small.toMessage().text()).isEqualTo("too");
        assertThat(queue.receive(NOW)).isEmpty();
    }

    @Test
    void growingBufferServesMessagesOfEveryLength() {
        SysvMessageBuffer buffer = SysvMessageBuffer.growing();
        for (int length : new int[] {0, 5000, 1, 8192}) {
            buffer.set(7, new byte[length]);
            assertThat(queue.send(buffer, NOW)).isTrue();
            assertThat(queue.receive(buffer, SysvSelection.ANY, NOW)).isTrue();
            assertThat(buffer.length()).isEqualTo(length);
            assertThat(buffer.type()).isEqualTo(7);
        }
    }

    @Test
    void bufferRefusesWhatItHasNoRoomFor() {
        SysvMessageBuffer buffer = SysvMessageBuffer.ofCapacity(3);
        assertThatThrownBy(() -> buffer.set(1, new byte[4])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> buffer.setLength(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> buffer.setLength(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SysvMessageBuffer.ofCapacity(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SysvMessageBuffer.ofCapacity(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void typeMustBeAboveZero() {
        for (long type : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> queue.send(type, new byte[1], NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SysvSelection.ofType(type)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SysvSelection.lowestUpTo(type)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new SysvSelection(type, true)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void peekLooksAtEveryPlaceAndTakesNothing() {
        send(1, "a");
        send(2, "b");
        assertThat(queue.peek(0).orElseThrow().text()).isEqualTo("a");
        assertThat(queue.peek(1).orElseThrow().text()).isEqualTo("b");
        assertThat(queue.peek(2)).isEmpty();
        assertThat(queue.status().messages()).isEqualTo(2);
        assertThatThrownBy(() -> queue.peek(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fullQueueIsAnAnswerAndNotAnError() {
        queue.setMaxBytes(10);
        assertThat(queue.send(1, new byte[6], NOW)).isTrue();
        assertThat(queue.send(1, new byte[6], NOW)).isFalse();
        assertThat(queue.send(1, new byte[6], Duration.ofMillis(20))).isFalse();
        assertThat(queue.send(1, new byte[4], NOW)).isTrue();
    }

    @Test
    void queueFullOfEmptyMessagesIsFullToo() {
        queue.setMaxBytes(2);
        send(1, "");
        send(1, "");
        assertThat(queue.send(1, new byte[0], NOW)).isFalse();
    }

    @Test
    void messageLongerThanTheQueueIsRefusedInsteadOfWaitedFor() {
        queue.setMaxBytes(10);
        refused(
                () -> queue.send(1, new byte[11], Duration.ofDays(1)),
                Errno.EMSGSIZE,
                "the message has 11 bytes",
                "holds 10");
    }

    @Test
    void messageLongerThanAnyMayBeNamesTheLimit() {
        refused(
                () -> queue.send(1, new byte[10_000_000], NOW),
                Errno.EINVAL,
                "10000000 bytes",
                "/proc/sys/kernel/msgmax is "
                        + Peer.command("cat", "/proc/sys/kernel/msgmax").output());
    }

    @Test
    void statusTellsWhatHappened() {
        Instant before = Instant.now().minusSeconds(2);
        SysvQueueStatus fresh = queue.status();
        assertThat(fresh.messages()).isZero();
        assertThat(fresh.lastSend()).isEmpty();
        assertThat(fresh.lastReceive()).isEmpty();
        assertThat(fresh.lastSendPid()).isZero();
        assertThat(fresh.lastChange()).isBetween(before, Instant.now());

        send(1, "abc");
        send(1, "de");
        receive(SysvSelection.ANY);
        SysvQueueStatus used = queue.status();
        int self = Math.toIntExact(ProcessHandle.current().pid());
        assertThat(used.messages()).isEqualTo(1);
        assertThat(used.bytes()).isEqualTo(2);
        assertThat(used.lastSendPid()).isEqualTo(self);
        assertThat(used.lastReceivePid()).isEqualTo(self);
        assertThat(used.lastSend().orElseThrow()).isBetween(before, Instant.now());
        assertThat(used.lastReceive().orElseThrow()).isBetween(before, Instant.now());
    }

    @Test
    void permissionsAreExactlyThoseAskedForWhateverTheUmask() {
        remove();
        for (int mode : new int[] {0, 0222, 0444, 0666, 0777}) {
            SysvMessageQueue exact = SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, new Permissions(mode));
            assertThat(SysvTable.find(SysvKind.MESSAGE_QUEUE, exact.id())
                            .orElseThrow()
                            .mode())
                    .isEqualTo(mode);
            exact.remove();
        }
    }

    @Test
    void ownerPermissionsAndSizeCanBeChanged() {
        queue.setPermissions(new Permissions(0640));
        queue.setMaxBytes(1000);
        SysvOwnership before = queue.status().ownership();
        queue.setOwner(before.uid(), 12345);
        SysvQueueStatus after = queue.status();
        assertThat(after.maxBytes()).isEqualTo(1000);
        assertThat(after.ownership())
                .isEqualTo(new SysvOwnership(
                        before.uid(), 12345, before.creatorUid(), before.creatorGid(), new Permissions(0640)));
        assertThatThrownBy(() -> queue.setMaxBytes(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void createExclusiveRefusesAnExistingKeyAndSaysHowToRemoveIt() {
        refused(
                () -> SysvMessageQueue.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY),
                Errno.EEXIST,
                "cannot create message queue \"" + key + "\": EEXIST (File exists); open the existing one",
                "ipcrm -Q " + key);
    }

    @Test
    void openExistingRefusesAMissingKey() {
        SysvKey missing = keys.fresh();
        refused(
                () -> SysvMessageQueue.open(missing),
                Errno.ENOENT,
                "cannot open message queue \"" + missing + "\": ENOENT (No such file or directory)");
    }

    @Test
    void openOrCreateCreatesOnceAndThenOpens() {
        remove();
        SysvMessageQueue first = SysvMessageQueue.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY);
        SysvMessageQueue second = SysvMessageQueue.open(key, CreationMode.OPEN_OR_CREATE, new Permissions(0777));
        assertThat(first.wasCreated()).isTrue();
        assertThat(second.wasCreated()).isFalse();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.status().ownership().permissions()).isEqualTo(Permissions.OWNER_ONLY);
    }

    @Test
    void privateKeyMakesANewQueueEachTimeAndOpensNone() {
        for (CreationMode mode : List.of(CreationMode.CREATE_EXCLUSIVE, CreationMode.OPEN_OR_CREATE)) {
            SysvMessageQueue one = SysvMessageQueue.open(SysvKey.PRIVATE, mode, Permissions.OWNER_ONLY);
            SysvMessageQueue other = SysvMessageQueue.open(SysvKey.PRIVATE, mode, Permissions.OWNER_ONLY);
            keys.queue(one.id());
            keys.queue(other.id());
            assertThat(one.id()).isNotEqualTo(other.id());
            assertThat(one).hasToString("message queue \"private\" (msqid " + one.id() + ")");
            one.remove();
            other.remove();
        }
        assertThatThrownBy(() -> SysvMessageQueue.open(SysvKey.PRIVATE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idOpensTheSameQueueAndKnowsItsKey() {
        send(1, "a");
        SysvMessageQueue same = SysvMessageQueue.ofId(queue.id());
        assertThat(same.key()).isEqualTo(key);
        assertThat(same.receive(NOW)).isPresent();
    }

    @Test
    void idOfNothingIsAnError() {
        refused(() -> SysvMessageQueue.ofId(-1), Errno.EINVAL, "message queue of msqid -1", "ipcs -q");
        queue.remove();
        refused(() -> SysvMessageQueue.ofId(queue.id()), Errno.EINVAL, "no object has this id");
    }

    @Test
    void everyCallOnARemovedQueueSaysSo() {
        queue.remove();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> queue.send(1, new byte[1], NOW),
                () -> queue.receive(NOW),
                () -> queue.peek(0),
                queue::status,
                () -> queue.setMaxBytes(1),
                () -> queue.setOwner(0, 0),
                () -> queue.setPermissions(Permissions.OWNER_ONLY),
                queue::remove)) {
            refused(call, Errno.EIDRM, queue.toString(), "EIDRM (Identifier removed); it has been removed");
        }
    }

    @Test
    void everyCallOnAClosedHandleSaysSoAndTheQueueStays() {
        send(1, "a");
        queue.close();
        queue.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> queue.send(1, new byte[1], NOW),
                () -> queue.receive(NOW),
                () -> queue.peek(0),
                queue::id,
                queue::status,
                () -> queue.setMaxBytes(1),
                () -> queue.setOwner(0, 0),
                () -> queue.setPermissions(Permissions.OWNER_ONLY),
                queue::remove)) {
            refused(call, Errno.EBADF, "message queue \"" + key + "\"", "this handle is closed");
        }
        assertThat(SysvMessageQueue.open(key).receive(NOW)).isPresent();
    }
}
