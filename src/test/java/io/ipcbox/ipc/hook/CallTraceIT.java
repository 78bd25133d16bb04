package io.ipcbox.ipc.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.hook.CallTrace.Call;
import io.ipcbox.ipc.sysv.SysvAccess;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import io.ipcbox.ipc.sysv.SysvSharedMemory;
import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.RunningProgram;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The calls of a process with a listener, as text. */
@ExtendWith(NoLeftovers.class)
class CallTraceIT {
    private static final String ADDRESS = "0x[0-9a-f]+";

    /** The process. */
    static final class Traced implements CallTrace.Listener {
        public static void main(String... arguments) {
            CallTrace.start(new Traced());
            try (SysvSharedMemory memory =
                    SysvSharedMemory.open(SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, 16)) {
                memory.attach(SysvAccess.READ_ONLY).close();
                memory.remove();
            }
            try (SysvSemaphoreSet set = SysvSemaphoreSet.open(
                    SysvKey.PRIVATE, CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, Duration.ZERO, 0)) {
                set.post(0);
                set.wait(0, 2, Duration.ZERO);
                set.setValue(0, 1);
                set.remove();
            }
        }

        @Override
        public void calling(Call call) {
            if (call.isGiving()) {
                System.out.println("giving " + call.function());
            }
        }

        @Override
        public void called(Call call, Object result, int errno, String text) {
            System.out.println(text);
        }
    }

    @Test
    void everyCallIsShownAsItWasMade() {
        List<String> expected = List.of(
                "shmget\\(0x00000000, 16, 03600\\) = \\d+",
                "shmat\\(\\d+, NULL, 010000\\) = " + ADDRESS,
                "shmctl\\(\\d+, IPC_STAT, " + ADDRESS + "\\) = 0",
                "shmdt\\(" + ADDRESS + "\\) = 0",
                "shmctl\\(\\d+, IPC_RMID, NULL\\) = 0",
                "semget\\(0x00000000, 1, 03600\\) = \\d+",
                "semctl\\(\\d+, 0, SETALL, " + ADDRESS + "\\) = 0",
                "giving semtimedop",
                "semtimedop\\(\\d+, \\[\\{0, \\+1, IPC_NOWAIT}, \\{0, -1, IPC_NOWAIT}], 2, NULL\\) = 0",
                "giving semtimedop",
                "semtimedop\\(\\d+, \\[\\{0, \\+1, IPC_NOWAIT}], 1, NULL\\) = 0",
                "semtimedop\\(\\d+, \\[\\{0, -2, IPC_NOWAIT}], 1, NULL\\) = -1 EAGAIN",
                "semctl\\(\\d+, 0, SETVAL, 0x1\\) = 0",
                "semctl\\(\\d+, 0, IPC_RMID, NULL\\) = 0");
        try (RunningProgram child = ChildJvm.of(Traced.class).start()) {
            for (String line : expected) {
                assertThat(child.line()).matches(line);
            }
        }
    }
}
