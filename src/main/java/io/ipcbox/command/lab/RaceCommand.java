package io.ipcbox.command.lab;

import io.ipcbox.lab.Explanation;
import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.RaceLab;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code lab race}. */
final class RaceCommand extends ProgramCommand {
    private static final int MANY = 100_000;
    private static final int FEW = 3;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "how often each process adds 1 (default: 100000; 3 with --explain)")
    private Optional<Integer> times = Optional.empty();

    @Override
    LabProgram program() {
        return new RaceLab(times.orElse(explanation() == Explanation.NONE ? MANY : FEW));
    }
}
