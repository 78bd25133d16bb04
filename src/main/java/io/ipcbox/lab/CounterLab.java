package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/**
 * A counter of 64 bits in shared memory: Process-1 sleeps and adds 1, Process-2 sleeps and shows the square, until
 * Ctrl-C. Addition and reading are atomic, so neither waits for the other.
 */
public final class CounterLab implements LabProgram {
    static final String WORD = "counter";

    private static final String INCREMENTER = "Process-1";
    private static final String SQUARER = "Process-2";
    private static final VarHandle COUNTER = ValueLayout.JAVA_LONG.varHandle();

    private final Duration incrementEvery;
    private final Duration squareEvery;

    public CounterLab(Duration incrementEvery, Duration squareEvery) {
        this.incrementEvery = incrementEvery;
        this.squareEvery = squareEvery;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> lanes() {
        return List.of(INCREMENTER, SQUARER);
    }

    @Override
    public void direct(Stage stage) {
        stage.start(stage.process(INCREMENTER, incrementEvery.toString()));
        stage.start(stage.process(SQUARER, squareEvery.toString()));
        if (!stage.play()) {
            stage.terminate();
            stage.console().line("Processes Terminated !");
        }
    }

    static void play(String role, ThisProcess self) {
        try (PosixSharedMemory memory = open(self);
                Arena arena = Arena.ofConfined()) {
            MemorySegment counter = memory.map(arena);
            Duration pause = Duration.parse(self.argument(0));
            switch (role) {
                case INCREMENTER -> increment(self, counter, pause);
                case SQUARER -> square(self, counter, pause);
                default -> throw LabProgram.unknown(role);
            }
        }
    }

    private static void increment(ThisProcess self, MemorySegment counter, Duration pause) {
        while (true) {
            self.pause(pause);
            self.announce(() -> {
                long value = (long) COUNTER.getAndAdd(counter, 0L, 1L) + 1;
                self.note(() -> "add 1, atomically: [0] = " + value);
                return "Process-1: Counter incremented to " + value;
            });
        }
    }

    private static void square(ThisProcess self, MemorySegment counter, Duration pause) {
        while (true) {
            self.pause(pause);
            BigInteger value = BigInteger.valueOf((long) COUNTER.getVolatile(counter, 0L));
            self.note(() -> "load [0] = " + value);
            self.say("Process-2: Square of counter value " + value + " is " + value.multiply(value));
        }
    }

    /** Whoever comes first creates it; new memory is zero. */
    private static PosixSharedMemory open(ThisProcess self) {
        return self.create(() -> PosixSharedMemory.open(
                self.objectName(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, Long.BYTES));
    }
}
