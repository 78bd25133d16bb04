package io.ipcbox.ipc.posix;

import static io.ipcbox.ipc.posix.Queues.AT_ONCE;
import static io.ipcbox.ipc.posix.Queues.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.PosixAccess;
import io.ipcbox.ipc.memory.Allocation;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.Refusal;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeftovers.class)
class PosixMessageQueueIT {
    private static final PosixQueueLimits SMALL = new PosixQueueLimits(3, 16);

    @Test
    void createdQueueHasTheSizesThatWereAskedFor() {
        try (PosixMessageQueue queue = create(UniqueNames.next(), SMALL)) {
            queue.unlink();
            assertThat(queue.attributes()).isEqualTo(new PosixQueueAttributes(3, 16, 0, false));
        }
    }

    @Test
    void createdQueueHasTheSystemsSizesWhenNoneAreAskedFor() throws IOException {
        try (PosixMessageQueue queue = create(UniqueNames.next(), PosixQueueLimits.SYSTEM_DEFAULT)) {
            queue.unlink();
            assertThat(queue.attributes().maxMessages()).isEqualTo(setting("msg_default"));
            assertThat(queue.attributes().messageBytes()).isEqualTo(setting("msgsize_default"));
        }
    }

    @Test
    void oneSizeMayBeLeftToTheSystem() throws IOException {
        try (PosixMessageQueue queue = create(UniqueNames.next(), new PosixQueueLimits(0, 16))) {
            queue.unlink();
            assertThat(queue.attributes().maxMessages()).isEqualTo(setting("msg_default"));
            assertThat(queue.attributes().messageBytes()).isEqualTo(16);
        }
    }

    private static long setting(String name) throws IOException {
        // Not through KernelSetting, which the queue may take its sizes from.
        return Long.parseLong(
                Files.readAllLines(Path.of("/proc/sys/fs/mqueue", name)).getFirst());
    }

    @Test
    void createExclusiveRefusesAnExistingName() {
        try (Queues existing = Queues.ofMessages(1)) {
            Refusal.of(Errno.EEXIST, () -> create(existing.queue.name(), SMALL))
                    .hasMessage("cannot create message queue \"" + existing.queue.name()
                            + "\": EEXIST (File exists); open the existing one, or remove it first");
        }
    }

    @Test
    void openingRefusesAMissingName() {
        String name = UniqueNames.next();
        Refusal.of(Errno.ENOENT, () -> PosixMessageQueue.open(name))
                .hasMessage("cannot open message queue \"" + name
                        + "\": ENOENT (No such file or directory); create it first");
    }

    @Test
    void openOrCreateCreatesTheFirstTimeAndOpensTheSecond() {
        String name = UniqueNames.next();
        try (PosixMessageQueue first = openOrCreate(name, SMALL);
                PosixMessageQueue second = openOrCreate(name, new PosixQueueLimits(1, 1))) {
            first.unlink();
            first.send(new byte[] {7}, 0, AT_ONCE);
            assertThat(second.attributes()).isEqualTo(new PosixQueueAttributes(3, 16, 1, false));
        }
    }

    @Test
    void racingCreatorsAllGetTheSameQueue() {
        String name = UniqueNames.next();
        List<PosixMessageQueue> handles = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> openOrCreate(name, SMALL))
                .toList();
        PosixMessageQueue.unlink(name);
        handles.getFirst().send(new byte[] {7}, 0, AT_ONCE);
        assertThat(handles).allMatch(handle -> handle.currentMessages() == 1);
        handles.forEach(PosixMessageQueue::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0666, 0622, 0777, 0})
    void permissionsAreExactWhateverTheUmask(int mode) throws IOException {
        String name = UniqueNames.next();
        try (PosixMessageQueue queue =
                PosixMessageQueue.open(name, CreationMode.CREATE_EXCLUSIVE, new Permissions(mode))) {
            queue.unlink();
            Object bits = Files.getAttribute(Path.of("/proc/self/fd/" + queue.fileDescriptor()), "unix:mode");
            assertThat((int) bits & 0777).isEqualTo(mode);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lab", "/", "/.", "/..", "/a/b", "//a", "/a\0b", "/a\uD800"})
    void nameThatNoneCanHaveIsExplained(String name) {
        Refusal.of(Errno.EINVAL, () -> PosixMessageQueue.open(name)).hasMessageContaining("; ");
        Refusal.of(Errno.EINVAL, () -> create(name, SMALL));
        Refusal.of(Errno.EINVAL, () -> PosixMessageQueue.unlink(name));
    }

    @Test
    void longestNameWorksAndALongerOneIsExplained() {
        String longest = UniqueNames.next();
        longest += "x".repeat(256 - longest.length());
        create(longest, SMALL).close();
        PosixMessageQueue.unlink(longest);
        String longer = longest + "x";
        Refusal.of(Errno.ENAMETOOLONG, () -> create(longer, SMALL))
                .hasMessageEndingWith("the name has 256 bytes after its slash, the maximum is 255");
    }

    @Test
    void nameMayBeUnicodeAndIsCountedInBytes() {
        String name = UniqueNames.next() + "-ключ 🔑";
        create(name, SMALL).close();
        PosixMessageQueue.unlink(name);
        Refusal.of(Errno.ENAMETOOLONG, () -> create("/" + "ж".repeat(128), SMALL));
    }

    @Test
    void highestPriorityComesFirstAndAmongEqualsTheOldest() {
        try (Queues q = Queues.ofMessages(5)) {
            q.send("low", 0);
            q.send("high 1", 32767);
            q.send("middle", 5);
            q.send("high 2", 32767);
            assertThat(q.queue.receive(AT_ONCE)).contains(new PosixMessage("high 1".getBytes(UTF_8), 32767));
            assertThat(q.queue.receive(AT_ONCE)).contains(new PosixMessage("high 2".getBytes(UTF_8), 32767));
            assertThat(q.queue.receive(AT_ONCE)).contains(new PosixMessage("middle".getBytes(UTF_8), 5));
            assertThat(q.queue.receive(AT_ONCE)).contains(new PosixMessage("low".getBytes(UTF_8), 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 32768, Integer.MAX_VALUE})
    void priorityOutOfRangeIsRefused(int priority) {
        try (Queues q = Queues.ofMessages(1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> q.send("x", priority));
            assertThat(q.queue.currentMessages()).isZero();
        }
    }

    @Test
    void everyByteValueSurvives() {
        byte[] all = new byte[256];
        IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
        try (PosixMessageQueue queue = create(UniqueNames.next(), new PosixQueueLimits(1, 256))) {
            queue.unlink();
            queue.send(all, 0, AT_ONCE);
            assertThat(queue.receive(AT_ONCE).orElseThrow().data()).isEqualTo(all);
        }
    }

    @Test
    void emptyMessageIsAMessage() {
        try (Queues q = Queues.ofMessages(1)) {
            assertThat(q.send("")).isTrue();
            assertThat(q.receive()).contains("");
            assertThat(q.receive()).isEmpty();
        }
    }

    @Test
    void shorterMessageDoesNotShowBytesOfTheOneBefore() {
        try (Queues q = Queues.ofMessages(2)) {
            q.send("a long message");
            q.send("short");
            q.receive();
            assertThat(q.receive()).contains("short");
        }
    }

    @Test
    void messageLongerThanTheQueueTakesIsExplained() {
        try (PosixMessageQueue queue = create(UniqueNames.next(), SMALL)) {
            queue.unlink();
            assertThat(queue.send(new byte[16], 0, AT_ONCE)).isTrue();
            Refusal.of(Errno.EMSGSIZE, () -> queue.send(new byte[17], 0, AT_ONCE))
                    .hasMessageEndingWith("the message has 17 bytes, this queue takes 16");
        }
    }

    @Test
    void bufferShorterThanTheLongestMessageIsExplained() {
        try (Queues q = Queues.ofMessages(1)) {
            q.send("x");
            Refusal.of(Errno.EMSGSIZE, () -> q.queue.receive(PosixMessageBuffer.ofCapacity(63), AT_ONCE))
                    .hasMessageEndingWith("the buffer holds 63 bytes, a message of this queue may have 64");
            assertThat(q.receive()).contains("x");
        }
    }

    @Test
    void fullQueueRefusesAndAnEmptyOneGivesNothing() {
        try (Queues q = Queues.ofMessages(2)) {
            assertThat(q.receive()).isEmpty();
            assertThat(q.send("1")).isTrue();
            assertThat(q.send("2")).isTrue();
            assertThat(q.send("3")).isFalse();
            assertThat(q.queue.currentMessages()).isEqualTo(2);
        }
    }

    @Test
    void nonBlockingHandleDoesNotWaitWhateverTheTimeout() {
        try (Queues q = Queues.ofMessages(1);
                PosixMessageQueue other = PosixMessageQueue.open(q.queue.name())) {
            q.queue.setNonBlocking(true);
            assertThat(q.queue.attributes().isNonBlocking()).isTrue();
            assertThat(other.attributes().isNonBlocking()).isFalse();
            assertThat(q.queue.receive(LONG)).isEmpty();
            q.fill();
            assertThat(q.queue.send(new byte[0], 0, LONG)).isFalse();
            q.queue.setNonBlocking(false);
            assertThat(q.queue.attributes().isNonBlocking()).isFalse();
        }
    }

    @Test
    void handleDoesOnlyWhatItWasOpenedFor() {
        try (Queues q = Queues.ofMessages(1);
                PosixMessageQueue reader = PosixMessageQueue.open(q.queue.name(), PosixAccess.READ_ONLY);
                PosixMessageQueue writer = PosixMessageQueue.open(q.queue.name(), PosixAccess.WRITE_ONLY)) {
            assertThat(writer.send(new byte[] {1}, 0, AT_ONCE)).isTrue();
            Refusal.of(Errno.EBADF, () -> writer.receive(LONG)).hasMessageContaining("without the access for that");
            Refusal.of(Errno.EBADF, () -> reader.send(new byte[0], 0, LONG))
                    .hasMessageContaining("without the access for that");
            assertThat(reader.receive(AT_ONCE)).isPresent();
        }
    }

    @Test
    void unlinkedQueueWorksUntilItsLastHandleCloses() {
        try (PosixMessageQueue queue = create(UniqueNames.next(), SMALL)) {
            queue.unlink();
            Refusal.of(Errno.ENOENT, () -> PosixMessageQueue.open(queue.name()));
            Refusal.of(Errno.ENOENT, queue::unlink);
            assertThat(queue.send(new byte[] {1}, 0, AT_ONCE)).isTrue();
            assertThat(queue.receive(AT_ONCE)).isPresent();
        }
    }

    @Test
    void everyUseOfAClosedHandleIsEbadf() {
        Queues q = Queues.ofMessages(1);
        q.close();
        List<Consumer<PosixMessageQueue>> uses = List.of(
                queue -> queue.send(new byte[0], 0, LONG),
                queue -> queue.receive(LONG),
                queue -> queue.receive(PosixMessageBuffer.ofCapacity(64), LONG),
                queue -> queue.awaitMessage(LONG),
                queue -> queue.awaitRoom(LONG),
                queue -> queue.onMessage(() -> {}),
                PosixMessageQueue::attributes,
                PosixMessageQueue::currentMessages,
                queue -> queue.setNonBlocking(true),
                PosixMessageQueue::fileDescriptor);
        for (Consumer<PosixMessageQueue> use : uses) {
            Refusal.of(Errno.EBADF, () -> use.accept(q.queue)).hasMessageContaining("this handle is closed");
        }
    }

    @Test
    void secondCloseDoesNotCloseAnotherDescriptor() {
        Queues q = Queues.ofMessages(1);
        int number = q.queue.fileDescriptor();
        q.close();
        try (Queues other = Queues.ofMessages(1)) {
            assertThat(other.queue.fileDescriptor()).isEqualTo(number);
            q.queue.close();
            assertThat(other.send("still open")).isTrue();
        }
    }

    @Test
    void sendingAndReceivingWithABufferAllocatesNothing() {
        try (Queues q = Queues.ofMessages(2)) {
            PosixMessageBuffer buffer = q.queue.newBuffer();
            buffer.set(new byte[32], 1);
            Allocation.settlesAtNothing(() -> {
                q.queue.send(buffer, AT_ONCE);
                q.queue.receive(buffer, LONG);
            });
        }
    }

    @Test
    void timeoutIsWaitedForInFull() {
        try (Queues q = Queues.ofMessages(1)) {
            long start = System.nanoTime();
            assertThat(q.queue.receive(Duration.ofMillis(30))).isEmpty();
            q.fill();
            assertThat(q.queue.send(new byte[0], 0, Duration.ofMillis(30))).isFalse();
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(60).toNanos());
        }
    }

    @Test
    void negativeTimeoutAsksOnceAndTheLongestOneIsNoOverflow() {
        try (Queues q = Queues.ofMessages(1)) {
            assertThat(q.queue.receive(Duration.ofSeconds(-1))).isEmpty();
            q.send("x");
            assertThat(q.queue.receive(Duration.ofSeconds(Long.MAX_VALUE))).isPresent();
        }
    }

    @Test
    void asksWithoutTakingOrFilling() {
        try (Queues q = Queues.ofMessages(1)) {
            assertThat(q.queue.awaitMessage(AT_ONCE)).isFalse();
            assertThat(q.queue.awaitRoom(AT_ONCE)).isTrue();
            q.send("x");
            assertThat(q.queue.awaitMessage(LONG)).isTrue();
            assertThat(q.queue.awaitRoom(Duration.ofMillis(1))).isFalse();
            assertThat(q.receive()).contains("x");
        }
    }

    private static PosixMessageQueue create(String name, PosixQueueLimits limits) {
        return PosixMessageQueue.create(name, Permissions.OWNER_ONLY, limits);
    }

    private static PosixMessageQueue openOrCreate(String name, PosixQueueLimits limits) {
        return PosixMessageQueue.open(name, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, limits);
    }
}
