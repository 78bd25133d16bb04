package io.ipcbox.ipc.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.RunningProgram;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ShutdownWatchIT {
    @Test
    void orderlyEndThatThrowsKeepsNoOtherFromRunning() {
        try (RunningProgram child = ChildJvm.of(ThreeEnds.class).start()) {
            assertThat(child.line()).isEqualTo("running");
            child.signal("TERM");
            assertThat(child.line()).isEqualTo("first end");
            assertThat(child.line()).isEqualTo("third end");
            assertThat(child.exitCode()).isEqualTo(128 + 15);
            assertThat(child.errors()).contains("thrown by the second");
        }
    }

    static final class ThreeEnds {
        public static void main(String[] arguments) {
            ShutdownWatch.beforeWaitsEnd(() -> System.out.println("first end"));
            ShutdownWatch.beforeWaitsEnd(() -> {
                throw new IllegalStateException("thrown by the second");
            });
            ShutdownWatch.beforeWaitsEnd(() -> System.out.println("third end"));
            System.out.println("running");
            LockSupport.park();
        }
    }
}
