package io.ipcbox.lab;

import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixSharedMemory;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The lab sheet's shared memory: the main program stores numbers and starts p1, which replaces each by ten times itself
 * and adds their sum. The main program waits until p1 ends and finds the results in the same memory.
 */
public final class MemoryLab extends LabProgram {
    static final String NAME = "memory";

    private static final String MAIN = "main program";
    private static final String P1 = "p1";
    static final Cast CAST = Cast.of(NAME).with(MAIN, MemoryLab::main).with(P1, MemoryLab::p1);

    private final Dataset dataset;

    /** @param data the integers, as text; if empty, the user is asked for them */
    public MemoryLab(Optional<String> data) {
        super(CAST);
        dataset = new Dataset(data, "Enter the datasize: ", OptionalLong.empty());
    }

    @Override
    void direct(Stage stage) {
        stage.start(stage.process(MAIN), dataset.read(stage.console()));
        stage.play();
    }

    private static void main(ThisProcess self) {
        long[] data = self.data();
        int count = data.length;
        // One more, for the sum.
        long bytes = WideNumbers.bytes(count + 1);
        try (PosixSharedMemory memory =
                        self.create(() -> PosixSharedMemory.create(self.objectName(), Permissions.OWNER_ONLY, bytes));
                Arena arena = Arena.ofConfined()) {
            WideNumbers numbers = new WideNumbers(memory.map(arena));
            for (int i = 0; i < count; i++) {
                store(self, numbers, i, BigInteger.valueOf(data[i]));
            }
            self.start(self.child(P1, Integer.toString(count))).join();
            report(self, numbers, count, MAIN);
            memory.unlink();
        }
    }

    private static void p1(ThisProcess self) {
        int count = self.number(0);
        try (PosixSharedMemory memory = PosixSharedMemory.open(self.objectName());
                Arena arena = Arena.ofConfined()) {
            WideNumbers numbers = new WideNumbers(memory.map(arena));
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i < count; i++) {
                BigInteger product = numbers.get(i).multiply(BigInteger.TEN);
                store(self, numbers, i, product);
                sum = sum.add(product);
            }
            store(self, numbers, count, sum);
            report(self, numbers, count, "process p1");
        }
    }

    private static void store(ThisProcess self, WideNumbers numbers, int index, BigInteger number) {
        numbers.set(index, number);
        self.note(() -> "store [" + index + "] = " + number);
    }

    private static void report(ThisProcess self, WideNumbers numbers, int count, String where) {
        String results = IntStream.range(0, count)
                .mapToObj(index -> numbers.get(index).toString())
                .collect(Collectors.joining(", ", "[", "]"));
        self.say("Result(in " + where + "): " + results);
        self.say("Sum of squares(in " + where + "): " + numbers.get(count));
    }
}
