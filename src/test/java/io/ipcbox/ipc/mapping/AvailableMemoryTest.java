package io.ipcbox.ipc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailableMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path root;

    @BeforeEach
    void machineHas1000MiBAnd10OfSwap() throws IOException {
        write("proc/meminfo", "MemTotal: 4096000 kB", "MemAvailable:    1024000 kB", "SwapFree:  10240 kB");
    }

    private void write(String file, String... lines) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }

    private AvailableMemory available() {
        return AvailableMemory.in(root);
    }

    @Test
    void withoutAControlGroupTheMachineIsTheLimit() {
        assertThat(available()).isEqualTo(new AvailableMemory(1010 * MIB, "this machine (/proc/meminfo)"));
    }

    @Test
    void groupOfVersionTwoIsTheLimitIfItIsLess() throws IOException {
        write("proc/self/cgroup", "0::/a/b");
        group("sys/fs/cgroup/a/b", "memory.max", 300 * MIB, "memory.current", 100 * MIB);
        assertThat(available().bytes()).isEqualTo(210 * MIB);
        assertThat(available().limit()).contains("sys/fs/cgroup/a/b/memory.max");
    }

    @Test
    void groupAboveMayBeTighter() throws IOException {
        write("proc/self/cgroup", "0::/a/b");
        group("sys/fs/cgroup/a/b", "memory.max", 300 * MIB, "memory.current", 100 * MIB);
        group("sys/fs/cgroup/a", "memory.max", 150 * MIB, "memory.current", 120 * MIB);
        assertThat(available().bytes()).isEqualTo(40 * MIB);
    }

    @Test
    void pageCacheOfTheGroupIsAvailable() throws IOException {
        write("proc/self/cgroup", "0::/a");
        group("sys/fs/cgroup/a", "memory.max", 300 * MIB, "memory.current", 300 * MIB);
        write("sys/fs/cgroup/a/memory.stat", "anon 1", "inactive_file " + 50 * MIB, "active_file " + 20 * MIB);
        assertThat(available().bytes()).isEqualTo(80 * MIB);
    }

    @Test
    void groupOfVersionOneIsTheOneOfTheMemoryController() throws IOException {
        write("proc/self/cgroup", "5:cpu,cpuacct:/other", "4:memory:/box/1", "0::/");
        group("sys/fs/cgroup/memory/box/1", "memory.limit_in_bytes", 200 * MIB, "memory.usage_in_bytes", 50 * MIB);
        group("sys/fs/cgroup/memory/other", "memory.limit_in_bytes", MIB, "memory.usage_in_bytes", 0);
        assertThat(available().bytes()).isEqualTo(160 * MIB);
    }

    @Test
    void swapIsAvailableAsFarAsTheGroupMayUseIt() throws IOException {
        write("proc/self/cgroup", "0::/a");
        group("sys/fs/cgroup/a", "memory.max", 300 * MIB, "memory.current", 100 * MIB);
        group("sys/fs/cgroup/a", "memory.swap.max", 7 * MIB, "memory.swap.current", 4 * MIB);
        assertThat(available().bytes()).isEqualTo(203 * MIB);
        group("sys/fs/cgroup/a", "memory.swap.max", 0, "memory.swap.current", MIB);
        assertThat(available().bytes()).isEqualTo(200 * MIB);
        write("sys/fs/cgroup/a/memory.swap.max", "max");
        assertThat(available().bytes()).isEqualTo(210 * MIB);
    }

    @Test
    void groupOfVersionOneMayLimitMemoryAndSwapTogether() throws IOException {
        String group = "sys/fs/cgroup/memory/box";
        write("proc/self/cgroup", "4:memory:/box");
        group(group, "memory.limit_in_bytes", 200 * MIB, "memory.usage_in_bytes", 50 * MIB);
        group(group, "memory.memsw.limit_in_bytes", 204 * MIB, "memory.memsw.usage_in_bytes", 51 * MIB);
        assertThat(available().bytes()).isEqualTo(153 * MIB);
        group(group, "memory.memsw.limit_in_bytes", 9223372036854771712L, "memory.memsw.usage_in_bytes", 51 * MIB);
        assertThat(available().bytes()).isEqualTo(160 * MIB);
    }

    /** As a non-ASCII path does in the C locale. */
    @Test
    void groupWhosePathCannotBeOpenedIsNone() throws IOException {
        write("proc/self/cgroup", "0::/a\0b");
        assertThat(available().bytes()).isEqualTo(1010 * MIB);
    }

    @Test
    void groupWhosePathIsOfTheHostIsFoundAtTheTop() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/0123");
        group("sys/fs/cgroup/memory", "memory.limit_in_bytes", 200 * MIB, "memory.usage_in_bytes", 50 * MIB);
        assertThat(available().bytes()).isEqualTo(160 * MIB);
    }

    @Test
    void groupWithoutALimitIsNone() throws IOException {
        write("proc/self/cgroup", "4:memory:/", "0::/a");
        write("sys/fs/cgroup/a/memory.max", "max");
        write("sys/fs/cgroup/a/memory.current", "5");
        group("sys/fs/cgroup/memory", "memory.limit_in_bytes", 9223372036854771712L, "memory.usage_in_bytes", 5);
        assertThat(available().bytes()).isEqualTo(1010 * MIB);
    }

    @Test
    void whatTheKernelHidesIsNoLimit() throws IOException {
        Files.delete(root.resolve("proc/meminfo"));
        assertThat(available().bytes()).isEqualTo(Long.MAX_VALUE);
    }

    private void group(String directory, String limit, long most, String use, long used) throws IOException {
        write(directory + "/" + limit, Long.toString(most));
        write(directory + "/" + use, Long.toString(used));
    }
}
