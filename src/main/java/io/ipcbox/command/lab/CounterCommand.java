package io.ipcbox.command.lab;

import io.ipcbox.lab.CounterLab;
import io.ipcbox.lab.LabProgram;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code counter}. */
final class CounterCommand extends ProgramCommand {
    @Option(
            names = "--increment-every",
            paramLabel = "TIME",
            description = "time between increments: seconds, or with a unit: 500ms (default: 5)")
    private Duration incrementEvery = Duration.ofSeconds(5);

    @Option(names = "--square-every", paramLabel = "TIME", description = "time between squares (default: 1)")
    private Duration squareEvery = Duration.ofSeconds(1);

    @Override
    LabProgram program() {
        return new CounterLab(incrementEvery, squareEvery);
    }
}
