package io.ipcbox.benchmark.ring;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The thread that is measured: bound to a processor, the compiler's threads not; what it allocates; what it costs. */
final class HotThread {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private HotThread() {}

    /** Binds the calling thread, and it alone, to a processor. */
    @SuppressWarnings("restricted")
    static void pin(int cpu) {
        MethodHandle setAffinity = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("sched_setaffinity"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(ValueLayout.JAVA_LONG, 16);
            mask.setAtIndex(ValueLayout.JAVA_LONG, cpu / Long.SIZE, 1L << cpu % Long.SIZE);
            if ((int) setAffinity.invokeExact(0, mask.byteSize(), mask) != 0) {
                throw new IllegalStateException("cannot bind the thread to processor " + cpu);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes that the calling thread has allocated so far. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** CPU time of all threads of this process so far, in nanoseconds, from the kernel's scheduler. */
    static long processCpuNanos() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.mapToLong(HotThread::cpuNanos).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU time of the calling thread so far, in nanoseconds. */
    static long cpuNanos() {
        return cpuNanos(Path.of("/proc/thread-self"));
    }

    private static long cpuNanos(Path task) {
        try {
            List<String> lines = Files.readAllLines(task.resolve("schedstat"));
            return Long.parseLong(lines.getFirst().substring(0, lines.getFirst().indexOf(' ')));
        } catch (IOException e) {
            // The thread has ended meanwhile.
            return 0;
        }
    }
}
