package io.ipcbox.ipc.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that do not have to wait allocate nothing once the code is compiled. */
@Timeout(60)
class SysvAllocationIT {
    private static final int CALLS = 20_000;

    @RegisterExtension
    final TestKeys keys = new TestKeys();

    @Test
    void sendAndReceiveAllocateNothing() {
        try (SysvMessageQueue queue =
                SysvMessageQueue.open(keys.fresh(), CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY)) {
            try {
                SysvMessageBuffer buffer = SysvMessageBuffer.ofCapacity(64);
                buffer.setLength(32);
                untilNothingIsAllocated(() -> {
                    queue.send(buffer, Duration.ZERO);
                    queue.receive(buffer, SysvSelection.ANY, Duration.ZERO);
                });
                assertThat(buffer.length()).isEqualTo(32);
            } finally {
                queue.remove();
            }
        }
    }

    @Test
    void postAndWaitAllocateNothing() {
        try (SysvSemaphoreSet set = SysvSemaphoreSet.open(
                keys.fresh(), CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0)) {
            try {
                SysvSemaphoreOperations both = SysvSemaphoreOperations.of(
                        SysvSemaphoreOperation.post(0, 1).withUndo(),
                        SysvSemaphoreOperation.wait(0, 1).withUndo());
                untilNothingIsAllocated(() -> {
                    set.post(0);
                    set.wait(0, Duration.ZERO);
                    set.perform(both, Duration.ZERO);
                    set.value(0);
                });
                assertThat(set.value(0)).isZero();
            } finally {
                set.remove();
            }
        }
    }

    private static void untilNothingIsAllocated(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Waiting.until(() -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            return threads.getCurrentThreadAllocatedBytes() - before < CALLS;
        });
    }
}
