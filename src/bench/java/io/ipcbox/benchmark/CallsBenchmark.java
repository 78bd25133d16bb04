package io.ipcbox.benchmark;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.pipe.Fifo;
import io.ipcbox.ipc.posix.PosixMessageBuffer;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixQueueLimits;
import io.ipcbox.ipc.posix.PosixSemaphore;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvMessageBuffer;
import io.ipcbox.ipc.sysv.SysvMessageQueue;
import io.ipcbox.ipc.sysv.SysvSelection;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Pairs of calls that leave things as they found them, through the public handles. What one gives the other takes, so
 * none ever sleeps. A method is {@link #PAIRS} pairs, the same loop as in C; how many methods make one measurement is
 * for the caller to say.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class CallsBenchmark {
    static final int PAIRS = 1000;

    private static final int SMALL_BYTES = 32;
    private static final int LARGE_BYTES = 8192;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static String freshName() {
        return "/ipcbox-benchmark-" + ProcessHandle.current().pid();
    }

    private static void check(boolean done) {
        if (!done) {
            throw new IllegalStateException("a call did not do what it does when nobody else is there");
        }
    }

    /** A POSIX message queue. */
    @State(Scope.Thread)
    public static class PosixQueue {
        final PosixMessageQueue queue =
                PosixMessageQueue.create(freshName(), Permissions.OWNER_ONLY, new PosixQueueLimits(2, LARGE_BYTES));
        final PosixMessageBuffer buffer = queue.newBuffer();

        /** Nobody else needs the name. */
        @Setup
        public void unlink() {
            queue.unlink();
        }

        @TearDown
        public void close() {
            queue.close();
        }

        void sendAndReceive(int bytes, Duration timeout) {
            for (int i = 0; i < PAIRS; i++) {
                buffer.setLength(bytes);
                check(queue.send(buffer, timeout));
                check(queue.receive(buffer, timeout));
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void posixQueue32(PosixQueue posix) {
        posix.sendAndReceive(SMALL_BYTES, Duration.ZERO);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void posixQueue32Timed(PosixQueue posix) {
        posix.sendAndReceive(SMALL_BYTES, SECOND);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void posixQueue8192(PosixQueue posix) {
        posix.sendAndReceive(LARGE_BYTES, Duration.ZERO);
    }

    /** A POSIX semaphore. */
    @State(Scope.Thread)
    public static class Posix {
        final PosixSemaphore semaphore = PosixSemaphore.create(freshName(), Permissions.OWNER_ONLY, 0);

        /** Nobody else needs the name. */
        @Setup
        public void unlink() {
            semaphore.unlink();
        }

        @TearDown
        public void close() {
            semaphore.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void posixSemaphore(Posix posix) {
        PosixSemaphore semaphore = posix.semaphore;
        for (int i = 0; i < PAIRS; i++) {
            semaphore.post();
            check(semaphore.tryWait());
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void posixSemaphoreTimed(Posix posix) {
        PosixSemaphore semaphore = posix.semaphore;
        for (int i = 0; i < PAIRS; i++) {
            semaphore.post();
            check(semaphore.waitFor(SECOND));
        }
    }

    /** A System V message queue. */
    @State(Scope.Thread)
    public static class SysvQueue {
        final SysvMessageQueue queue =
                SysvMessageQueue.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY);
        final SysvMessageBuffer buffer = SysvMessageBuffer.ofCapacity(SMALL_BYTES);

        @TearDown
        public void remove() {
            queue.remove();
        }

        void sendAndReceive(Duration timeout) {
            for (int i = 0; i < PAIRS; i++) {
                buffer.setLength(SMALL_BYTES);
                check(queue.send(buffer, timeout));
                check(queue.receive(buffer, SysvSelection.ANY, timeout));
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void sysvQueue32(SysvQueue sysv) {
        sysv.sendAndReceive(Duration.ZERO);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void sysvQueue32Timed(SysvQueue sysv) {
        sysv.sendAndReceive(SECOND);
    }

    /** A System V semaphore. */
    @State(Scope.Thread)
    public static class Sysv {
        final SysvSemaphoreSet set = SysvSemaphoreSet.open(
                SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0);

        @TearDown
        public void remove() {
            set.remove();
        }

        void postAndWait(Duration timeout) {
            for (int i = 0; i < PAIRS; i++) {
                set.post(0);
                check(set.wait(0, timeout));
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void sysvSemaphore(Sysv sysv) {
        sysv.postAndWait(Duration.ZERO);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void sysvSemaphoreTimed(Sysv sysv) {
        sysv.postAndWait(SECOND);
    }

    /** Both ends of a FIFO. */
    @State(Scope.Thread)
    public static class Pipe {
        final MemorySegment data = Arena.ofAuto().allocate(SMALL_BYTES);
        final Fifo reader;
        final Fifo writer;

        public Pipe() {
            Path path = Path.of("/tmp" + freshName());
            Fifo.make(path, Permissions.OWNER_ONLY);
            reader = Fifo.openForReading(path);
            writer = Fifo.openForWriting(path).orElseThrow();
            Fifo.unlink(path);
        }

        @TearDown
        public void close() {
            reader.close();
            writer.close();
        }

        void writeAndRead(Duration timeout) {
            for (int i = 0; i < PAIRS; i++) {
                check(writer.write(data, timeout) == SMALL_BYTES);
                check(reader.read(data, timeout) == SMALL_BYTES);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void fifo32(Pipe pipe) {
        pipe.writeAndRead(Duration.ZERO);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void fifo32Timed(Pipe pipe) {
        pipe.writeAndRead(SECOND);
    }
}
