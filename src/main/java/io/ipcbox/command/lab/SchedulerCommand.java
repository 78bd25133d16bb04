package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.SchedulerLab;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code scheduler}. */
final class SchedulerCommand extends ProgramCommand {
    private static final class Family {
        @Option(names = "--posix", description = "POSIX shared memory and semaphore (the default)")
        private boolean posix;

        @Option(names = "--sysv", description = "System V shared memory and semaphore")
        private boolean sysv;

        boolean isSysv() {
            return sysv && !posix;
        }
    }

    @ArgGroup
    private final Family family = new Family();

    @Option(names = "--seed", paramLabel = "N", description = "seed of the random numbers, to repeat a run")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--children",
            paramLabel = "N",
            description = "number of processes that draw a number (default: ${DEFAULT-VALUE})")
    private int children = 4;

    @Override
    LabProgram program() {
        return new SchedulerLab(
                children, family.isSysv(), seed.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }
}
