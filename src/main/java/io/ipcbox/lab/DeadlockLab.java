package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperation;
import io.ipcbox.ipc.sysv.SysvSemaphoreOperations;
import io.ipcbox.ipc.sysv.SysvSemaphoreSet;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A deadlock: two processes take two semaphores, in opposite order. Before it waits, each writes into a table what it
 * holds and what it wants; who sees a circle there raises the alarm. The main program explains it and kills one of them,
 * and the kernel gives back what that one held, because it was taken with SEM_UNDO. Then both take them in the same order.
 */
public final class DeadlockLab implements LabProgram {
    static final String WORD = "deadlock";

    private static final String MAIN = "main program";
    private static final List<String> RIVALS = List.of("Process-1", "Process-2");

    // The semaphores of the set. The two that are fought for:
    private static final int A = 0;
    private static final int B = 1;
    /** Two; each process takes one when it holds its first semaphore, and waits for zero. */
    private static final int MEETING = 2;
    /** Zero; whoever sees the circle posts. */
    private static final int ALARM = 3;

    private static final String MEET = "meet";
    private static final String GO_ON = "go on";
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> lanes() {
        return List.of(MAIN, RIVALS.getFirst(), RIVALS.getLast());
    }

    @Override
    public void direct(Stage stage) {
        stage.start(stage.process(MAIN));
        stage.play();
    }

    static void play(String role, ThisProcess self) {
        if (role.equals(MAIN)) {
            main(self);
        } else {
            rival(self, RIVALS.indexOf(role));
        }
    }

    private static void main(ThisProcess self) {
        try (SysvSemaphoreSet semaphores = self.create(() -> SysvSemaphoreSet.open(
                        self.objectKey(), CreationMode.CREATE_EXCLUSIVE, Permissions.OWNER_ONLY, FOREVER, 1, 1, 2, 0));
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
        ChildProcess first = startRival(self, 0, A, B, MEET);
        ChildProcess second = startRival(self, 1, B, A, MEET);
        semaphores.wait(ALARM, FOREVER);
        self.say("Deadlock: each waits for what the other holds.");
        for (int rival = 0; rival < RIVALS.size(); rival++) {
            // Not the table alone: the kernel knows who was the last to change a semaphore.
            int holder = semaphores.lastPid(table.held(rival));
            self.say("  %s holds %s (semctl GETPID: pid %d) and waits for %s"
                    .formatted(RIVALS.get(rival), letter(table.held(rival)), holder, letter(table.wanted(rival))));
        }
        self.say("Process-2 is killed; the kernel gives back what it held (SEM_UNDO).");
        second.kill();
        first.join();
    }

    private static void inTheSameOrder(ThisProcess self) {
        self.say("Both take A, then B:");
        ChildProcess first = startRival(self, 0, A, B, GO_ON);
        ChildProcess second = startRival(self, 1, A, B, GO_ON);
        first.join();
        second.join();
        self.say("No deadlock: nobody waits for A while holding B.");
    }

    private static ChildProcess startRival(ThisProcess self, int rival, int first, int second, String how) {
        return self.start(self.child(RIVALS.get(rival), Integer.toString(first), Integer.toString(second), how));
    }

    private static void rival(ThisProcess self, int rival) {
        int first = self.number(0);
        int second = self.number(1);
        try (SysvSemaphoreSet semaphores = SysvSemaphoreSet.open(self.objectKey(), FOREVER);
                PosixSharedMemory memory = PosixSharedMemory.open(self.objectName());
                Arena arena = Arena.ofConfined()) {
            WaitTable table = new WaitTable(memory.map(arena));
            take(self, semaphores, first);
            table.holds(rival, first);
            if (self.argument(2).equals(MEET)) {
                semaphores.wait(MEETING, FOREVER);
                semaphores.awaitZero(MEETING, FOREVER);
            }
            self.say(self.lane() + " wants " + letter(second));
            table.waitsFor(rival, second);
            if (table.isCircle()) {
                semaphores.post(ALARM);
            }
            take(self, semaphores, second);
            self.announce(self.lane() + " gives both back", () -> giveBack(semaphores, first, second));
        }
    }

    private static void take(ThisProcess self, SysvSemaphoreSet semaphores, int which) {
        SysvSemaphoreOperation wait = SysvSemaphoreOperation.wait(which, 1).withUndo();
        semaphores.perform(SysvSemaphoreOperations.of(wait), FOREVER);
        self.say(self.lane() + " took " + letter(which));
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
