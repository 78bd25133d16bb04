package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperation;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperations;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import java.lang.foreign.Arena;
import java.time.Duration;

/**
 * A deadlock: two processes take two semaphores in opposite order. Before it waits, each writes into a table what it
 * holds and what it wants; the one that sees a circle there raises the alarm. The main program explains the deadlock and
 * kills one process, and the kernel gives back what that process held, because it was taken with SEM_UNDO. Then both
 * take the semaphores in the same order.
 */
public final class DeadlockLab extends LabProgram {
    static final String NAME = "deadlock";

    private static final String MAIN = "main program";
    private static final String RIVAL = "Process-";
    static final Cast CAST = Cast.of(NAME)
            .with(MAIN, DeadlockLab::main)
            .with(RIVAL + 1, self -> rival(self, 0))
            .with(RIVAL + 2, self -> rival(self, 1));

    // The semaphores of the set. The two that the processes compete for:
    private static final int A = 0;
    private static final int B = 1;
    /** Starts at 2; each process takes one when it holds its first semaphore, and then waits for zero. */
    private static final int MEETING = 2;
    /** Starts at 0; the process that sees the circle posts. */
    private static final int ALARM = 3;

    private static final String MEET = "meet";
    private static final String GO_ON = "go on";

    public DeadlockLab() {
        super(CAST);
    }

    @Override
    void direct(Stage stage) {
        stage.start(stage.process(MAIN));
        stage.play();
    }

    private static void main(ThisProcess self) {
        try (SysvSemaphoreSet semaphores = self.create(() -> SysvSemaphoreSet.open(
                        self.objectKey(),
                        CreationMode.CREATE_EXCLUSIVE,
                        Permissions.OWNER_ONLY,
                        NO_LIMIT,
                        1,
                        1,
                        2,
                        0));
                PosixSharedMemory memory = self.create(
                        () -> PosixSharedMemory.create(self.objectName(), Permissions.OWNER_ONLY, WaitTable.BYTES));
                Arena arena = Arena.ofConfined()) {
            WaitTable table = new WaitTable(memory.map(arena));
            inOppositeOrder(self, semaphores, table);
            table.clear();
            inTheSameOrder(self);
            memory.unlink();
            semaphores.remove();
        }
    }

    private static void inOppositeOrder(ThisProcess self, SysvSemaphoreSet semaphores, WaitTable table) {
        self.say("Process-1 takes A, then B; Process-2 takes B, then A:");
        ChildProcess first = startRival(self, 1, A, B, MEET);
        ChildProcess second = startRival(self, 2, B, A, MEET);
        semaphores.wait(ALARM, NO_LIMIT);
        self.say("Deadlock: each waits for what the other holds.");
        for (int rival = 0; rival < WaitTable.PROCESSES; rival++) {
            // Not the table alone: the kernel knows which process was the last to change a semaphore.
            int holder = semaphores.lastPid(table.held(rival));
            self.say("  %s holds %s (semctl GETPID: pid %d) and waits for %s"
                    .formatted(RIVAL + (rival + 1), letter(table.held(rival)), holder, letter(table.wanted(rival))));
        }
        self.say("Process-2 is killed; the kernel gives back what it held (SEM_UNDO).");
        second.kill();
        first.join();
    }

    private static void inTheSameOrder(ThisProcess self) {
        self.say("Both take A, then B:");
        ChildProcess first = startRival(self, 1, A, B, GO_ON);
        ChildProcess second = startRival(self, 2, A, B, GO_ON);
        first.join();
        second.join();
        self.say("No deadlock: neither waits for A while holding B.");
    }

    private static ChildProcess startRival(ThisProcess self, int number, int first, int second, String how) {
        return self.start(self.child(RIVAL + number, Integer.toString(first), Integer.toString(second), how));
    }

    private static void rival(ThisProcess self, int rival) {
        int first = self.number(0);
        int second = self.number(1);
        try (SysvSemaphoreSet semaphores = SysvSemaphoreSet.open(self.objectKey(), NO_LIMIT);
                PosixSharedMemory memory = PosixSharedMemory.open(self.objectName());
                Arena arena = Arena.ofConfined()) {
            WaitTable table = new WaitTable(memory.map(arena));
            take(self, semaphores, first);
            table.holds(rival, first);
            if (self.argument(2).equals(MEET)) {
                semaphores.wait(MEETING, NO_LIMIT);
                semaphores.awaitZero(MEETING, NO_LIMIT);
            }
            self.say(self.name() + " wants " + letter(second));
            table.waitsFor(rival, second);
            if (table.isCircle()) {
                semaphores.post(ALARM);
            }
            take(self, semaphores, second);
            self.announce(self.name() + " gives both back", () -> giveBack(semaphores, first, second));
        }
    }

    private static void take(ThisProcess self, SysvSemaphoreSet semaphores, int which) {
        SysvSemaphoreOperation wait = SysvSemaphoreOperation.wait(which, 1).withUndo();
        semaphores.perform(SysvSemaphoreOperations.of(wait), NO_LIMIT);
        self.say(self.name() + " took " + letter(which));
    }

    private static void giveBack(SysvSemaphoreSet semaphores, int first, int second) {
        SysvSemaphoreOperation postFirst = SysvSemaphoreOperation.post(first, 1).withUndo();
        SysvSemaphoreOperation postSecond =
                SysvSemaphoreOperation.post(second, 1).withUndo();
        semaphores.perform(SysvSemaphoreOperations.of(postFirst, postSecond), Duration.ZERO);
    }

    private static String letter(int semaphore) {
        return semaphore == A ? "A" : "B";
    }
}
