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

/**
 * A 64-bit counter in shared memory: Process-1 sleeps and adds 1, Process-2 sleeps and shows the square, until Ctrl-C.
 * Additions and loads are atomic, so neither process waits for the other.
 */
public final class CounterLab extends LabProgram {
    static final String NAME = "counter";

    private static final String INCREMENTER = "Process-1";
    private static final String SQUARER = "Process-2";
    static final Cast CAST =
            Cast.of(NAME).with(INCREMENTER, CounterLab::increment).with(SQUARER, CounterLab::square);

    private static final VarHandle COUNTER = ValueLayout.JAVA_LONG.varHandle();

    private final Duration incrementEvery;
    private final Duration squareEvery;

    public CounterLab(Duration incrementEvery, Duration squareEvery) {
        super(CAST);
        this.incrementEvery = incrementEvery;
        this.squareEvery = squareEvery;
    }

    @Override
    void direct(Stage stage) {
        stage.start(stage.process(INCREMENTER, incrementEvery.toString()));
        stage.start(stage.process(SQUARER, squareEvery.toString()));
        if (!stage.play()) {
            stage.terminate();
            stage.console().line("Processes Terminated !");
        }
    }

    private static void increment(ThisProcess self) {
        try (PosixSharedMemory memory = open(self);
                Arena arena = Arena.ofConfined()) {
            MemorySegment counter = memory.map(arena);
            while (true) {
                self.pause(Duration.parse(self.argument(0)));
                self.announce(() -> {
                    long value = (long) COUNTER.getAndAdd(counter, 0L, 1L) + 1;
                    self.note(() -> "add 1, atomically: [0] = " + value);
                    return "Process-1: Counter incremented to " + value;
                });
            }
        }
    }

    private static void square(ThisProcess self) {
        try (PosixSharedMemory memory = open(self);
                Arena arena = Arena.ofConfined()) {
            MemorySegment counter = memory.map(arena);
            while (true) {
                self.pause(Duration.parse(self.argument(0)));
                BigInteger value = BigInteger.valueOf((long) COUNTER.getVolatile(counter, 0L));
                self.note(() -> "load [0] = " + value);
                self.say("Process-2: Square of counter value " + value + " is " + value.multiply(value));
            }
        }
    }

    /** The process that comes first creates the memory, filled with zeros. */
    private static PosixSharedMemory open(ThisProcess self) {
        return self.create(() -> PosixSharedMemory.open(
                self.objectName(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, Long.BYTES));
    }
}
