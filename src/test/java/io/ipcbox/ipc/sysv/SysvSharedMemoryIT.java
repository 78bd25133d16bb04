package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.libc.LibcFile;
import io.ipcbox.ipc.libc.LibcPoll;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, option and error of shared memory that one process can provoke. */
@Timeout(60)
class SysvSharedMemoryIT {
    private static final long SIZE = 10_000;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    private final SysvKey key = keys.fresh();
    private final SysvSharedMemory memory = create(key, SIZE);

    private static SysvSharedMemory create(SysvKey key, long size, SysvMemoryOption... options) {
        return SysvSharedMemory.open(key, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, size, options);
    }

    @AfterEach
    void remove() {
        SysvSharedMemory.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, 1)
                .remove();
    }

    private static void refused(ThrowingCallable call, Errno errno, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.errno()).isEqualTo(errno))
                .hasMessageContainingAll(words);
    }

    @Test
    void newMemoryIsZeroAndAsLongAsAskedFor() {
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE)) {
            MemorySegment segment = attachment.segment();
            assertThat(segment.byteSize()).isEqualTo(SIZE);
            assertThat(segment.mismatch(MemorySegment.ofArray(new byte[(int) SIZE])))
                    .isEqualTo(-1);
            assertThatThrownBy(() -> segment.set(BYTE, SIZE, (byte) 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void everyAttachmentShowsTheSameBytes() {
        try (SysvAttachment one = memory.attach(SysvAccess.READ_WRITE);
                SysvAttachment other = SysvSharedMemory.open(key).attach(SysvAccess.READ_ONLY)) {
            one.segment().set(BYTE, SIZE - 1, (byte) 42);
            assertThat(other.segment().get(BYTE, SIZE - 1)).isEqualTo((byte) 42);
            assertThat(one.address()).isNotEqualTo(other.address());
            assertThat(memory.status().attached()).isEqualTo(2);
        }
        assertThat(memory.status().attached()).isZero();
    }

    @Test
    void readOnlyAttachmentRefusesToBeWritten() {
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_ONLY)) {
            assertThat(attachment.segment().isReadOnly()).isTrue();
            assertThatThrownBy(() -> attachment.segment().set(BYTE, 0, (byte) 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void detachedMemoryIsInaccessibleAndDetachedOnce() {
        SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE);
        MemorySegment segment = attachment.segment();
        attachment.detach();
        attachment.detach();
        attachment.close();
        assertThat(attachment.isDetached()).isTrue();
        assertThatThrownBy(() -> segment.get(BYTE, 0)).isInstanceOf(IllegalStateException.class);
        refused(attachment::segment, Errno.EBADF, "it is detached");
        assertThat(memory.status().attached()).isZero();
    }

    @Test
    void anyThreadMayUseAndDetachIt() throws Exception {
        SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE);
        FutureTask<Void> other = new FutureTask<>(
                () -> {
                    attachment.segment().set(BYTE, 0, (byte) 1);
                    attachment.detach();
                },
                null);
        Thread.ofVirtual().start(other);
        other.get();
        assertThat(attachment.isDetached()).isTrue();
    }

    @Test
    void detachIsRefusedWhileACallWorksWithTheMemory() throws Exception {
        SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE);
        int eventfd = LibcPoll.eventfd(0, LibcPoll.EFD_CLOEXEC);
        MemorySegment pollfd = attachment.segment();
        pollfd.set(ValueLayout.JAVA_INT, 0, eventfd);
        pollfd.set(ValueLayout.JAVA_SHORT, 4, LibcPoll.POLLIN);
        CompletableFuture<Path> task = new CompletableFuture<>();
        FutureTask<Integer> call = new FutureTask<>(() -> {
            task.complete(Path.of("/proc/thread-self").toRealPath());
            return LibcPoll.poll(pollfd, 1, -1);
        });
        Thread.ofPlatform().start(call);
        Path thread = task.get();
        Waiting.until(() -> Waiting.isSleeping(thread));
        refused(attachment::detach, Errno.EBUSY, "another thread is using it");
        assertThat(attachment.isDetached()).isFalse();
        try (Arena arena = Arena.ofConfined()) {
            LibcFile.write(eventfd, arena.allocateFrom(ValueLayout.JAVA_LONG, 1L), Long.BYTES);
        }
        assertThat(call.get()).isEqualTo(1);
        LibcFile.close(eventfd);
        attachment.detach();
        assertThat(memory.status().attached()).isZero();
    }

    @Test
    void attachmentOutlivesItsHandle() {
        SysvSharedMemory handle = SysvSharedMemory.open(key);
        try (SysvAttachment attachment = handle.attach(SysvAccess.READ_WRITE)) {
            handle.close();
            attachment.segment().set(BYTE, 0, (byte) 1);
            assertThat(attachment.segment().get(BYTE, 0)).isEqualTo((byte) 1);
        }
    }

    @Test
    void callersArenaDetaches() {
        MemorySegment segment;
        try (Arena arena = Arena.ofConfined()) {
            segment = memory.attach(SysvAccess.READ_WRITE, arena);
            segment.set(BYTE, 0, (byte) 1);
            assertThat(memory.status().attached()).isEqualTo(1);
        }
        assertThatThrownBy(() -> segment.get(BYTE, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(memory.status().attached()).isZero();
        Arena closed = Arena.ofShared();
        closed.close();
        assertThatThrownBy(() -> memory.attach(SysvAccess.READ_WRITE, closed))
                .isInstanceOf(IllegalStateException.class);
        assertThat(memory.status().attached()).isZero();
    }

    @Test
    void canBeAttachedAtAChosenAddress() {
        long free;
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE)) {
            free = attachment.address();
        }
        try (SysvAttachment again = memory.attach(SysvAccess.READ_WRITE, free)) {
            assertThat(again.address()).isEqualTo(free);
            refused(
                    () -> memory.attach(SysvAccess.READ_WRITE, free),
                    Errno.EINVAL,
                    "address 0x%x is in use".formatted(free));
            refused(
                    () -> memory.attach(SysvAccess.READ_ONLY, free + 1),
                    Errno.EINVAL,
                    "or not a multiple of the page size");
        }
        assertThatThrownBy(() -> memory.attach(SysvAccess.READ_WRITE, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(memory.status().attached()).isZero();
    }

    @Test
    void statusTellsWhatHappened() {
        Instant before = Instant.now().minusSeconds(2);
        int self = Math.toIntExact(ProcessHandle.current().pid());
        SysvMemoryStatus fresh = memory.status();
        assertThat(fresh.sizeBytes()).isEqualTo(SIZE);
        assertThat(fresh.creatorPid()).isEqualTo(self);
        assertThat(fresh.lastPid()).isZero();
        assertThat(fresh.lastAttach()).isEmpty();
        assertThat(fresh.lastDetach()).isEmpty();
        assertThat(fresh.lastChange()).isBetween(before, Instant.now());
        memory.attach(SysvAccess.READ_ONLY).detach();
        SysvMemoryStatus used = memory.status();
        assertThat(used.lastPid()).isEqualTo(self);
        assertThat(used.lastAttach().orElseThrow()).isBetween(before, Instant.now());
        assertThat(used.lastDetach().orElseThrow()).isBetween(before, Instant.now());
        assertThat(used.markedForRemoval()).isFalse();
        assertThat(used.locked()).isFalse();
    }

    @Test
    void canBeLockedInMemoryAndUnlocked() {
        memory.lock();
        assertThat(memory.status().locked()).isTrue();
        assertThat(memory.status().ownership().permissions()).isEqualTo(Permissions.OWNER_ONLY);
        memory.unlock();
        assertThat(memory.status().locked()).isFalse();
    }

    @Test
    void removedMemoryGoesWithItsLastAttachment() {
        try (SysvAttachment attachment = memory.attach(SysvAccess.READ_WRITE)) {
            memory.remove();
            assertThat(memory.status().markedForRemoval()).isTrue();
            attachment.segment().set(BYTE, 0, (byte) 1);
            refused(() -> SysvSharedMemory.open(key), Errno.ENOENT, "cannot open shared memory");
        }
        refused(memory::status, Errno.EIDRM, "it has been removed");
    }

    @Test
    void ownerAndPermissionsAreExact() {
        SysvOwnership before = memory.status().ownership();
        memory.setPermissions(new Permissions(0666));
        memory.setOwner(before.uid(), 12345);
        assertThat(memory.status().ownership())
                .isEqualTo(new SysvOwnership(
                        before.uid(), 12345, before.creatorUid(), before.creatorGid(), new Permissions(0666)));
    }

    @Test
    void sizesThatCannotBeAreExplained() {
        SysvKey other = keys.fresh();
        refused(() -> create(other, 0), Errno.EINVAL, "the size must lie between 1 and shmmax");
        refused(() -> create(other, Long.MAX_VALUE), Errno.ENOMEM, "cannot create shared memory");
        assertThatThrownBy(() -> create(other, -1)).isInstanceOf(IllegalArgumentException.class);
        refused(
                () -> SysvSharedMemory.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, SIZE + 1),
                Errno.EINVAL,
                "it is smaller than requested");
        assertThat(SysvSharedMemory.open(key, CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, SIZE)
                        .wasCreated())
                .isFalse();
    }

    @Test
    void missingAndExistingKeysAreErrors() {
        SysvKey missing = keys.fresh();
        refused(() -> SysvSharedMemory.open(missing), Errno.ENOENT, "cannot open shared memory \"" + missing);
        refused(() -> create(key, 1), Errno.EEXIST, "ipcrm -M " + key);
        refused(() -> SysvSharedMemory.ofId(-1), Errno.EINVAL, "ipcs -m");
        assertThat(SysvSharedMemory.ofId(memory.id()).key()).isEqualTo(key);
        SysvSharedMemory unnamed = create(SysvKey.PRIVATE, 1);
        assertThat(unnamed.wasCreated()).isTrue();
        unnamed.remove();
    }

    @Test
    void memoryWithoutAReserveCanBeMade() {
        SysvKey other = keys.fresh();
        SysvSharedMemory large = create(other, 1L << 40, SysvMemoryOption.NO_RESERVE);
        try (SysvAttachment attachment = large.attach(SysvAccess.READ_WRITE)) {
            attachment.segment().set(BYTE, (1L << 40) - 1, (byte) 1);
            assertThat(attachment.segment().get(BYTE, (1L << 40) - 1)).isEqualTo((byte) 1);
        } finally {
            large.remove();
        }
    }

    @Test
    void memoryInHugePagesCanBeMadeAndUsed() throws IOException {
        Path onDemand = Path.of("/proc/sys/vm/nr_overcommit_hugepages");
        assumeThat(Files.isWritable(onDemand)).as("only root gets huge pages").isTrue();
        String before = Peer.command("cat", onDemand.toString()).output();
        Files.writeString(onDemand, "2");
        try {
            for (SysvMemoryOption pages : List.of(SysvMemoryOption.HUGE_PAGES, SysvMemoryOption.HUGE_PAGES_2_MIB)) {
                usesHugePages(pages);
            }
        } finally {
            Files.writeString(onDemand, before);
        }
    }

    private void usesHugePages(SysvMemoryOption pages) throws IOException {
        SysvSharedMemory huge = create(keys.fresh(), (2 << 20) + 1, pages);
        try (SysvAttachment attachment = huge.attach(SysvAccess.READ_WRITE)) {
            assertThat(attachment.segment().byteSize()).isEqualTo((2 << 20) + 1);
            attachment.segment().set(BYTE, 2 << 20, (byte) 1);
            String start = Long.toHexString(attachment.address());
            assertThat(Files.readString(Path.of("/proc/self/smaps")))
                    .containsPattern(start + "-[^-]*(?s:.)*?KernelPageSize: +2048 kB");
        } finally {
            huge.remove();
        }
    }

    @Test
    void hugePagesThatAreNotThereAreExplained() {
        assumeThat(Peer.command("cat", "/proc/sys/vm/nr_hugepages").output())
                .as("this machine has huge pages")
                .isEqualTo("0");
        assumeThat(Peer.command("cat", "/proc/sys/vm/nr_overcommit_hugepages").output())
                .as("this machine makes huge pages on demand")
                .isEqualTo("0");
        refused(
                () -> create(keys.fresh(), 2 << 20, SysvMemoryOption.HUGE_PAGES),
                Errno.ENOMEM,
                "too few free huge pages",
                "/proc/sys/vm/nr_hugepages, which is 0");
    }

    @Test
    void everyCallOnRemovedMemorySaysSo() {
        memory.remove();
        for (ThrowingCallable call : calls()) {
            refused(call, Errno.EIDRM, memory.toString(), "it has been removed");
        }
    }

    @Test
    void everyCallOnAClosedHandleSaysSoAndTheMemoryStays() {
        memory.close();
        memory.close();
        for (ThrowingCallable call : calls()) {
            refused(call, Errno.EBADF, "this handle is closed");
        }
        assertThat(SysvSharedMemory.open(key).status().sizeBytes()).isEqualTo(SIZE);
    }

    private List<ThrowingCallable> calls() {
        return List.of(
                () -> memory.attach(SysvAccess.READ_WRITE),
                () -> memory.attach(SysvAccess.READ_ONLY, 1 << 20),
                memory::status,
                memory::lock,
                memory::unlock,
                () -> memory.setOwner(0, 0),
                () -> memory.setPermissions(Permissions.OWNER_ONLY),
                memory::remove);
    }
}
