package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.MemoryLab;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab memory}. */
@Command(name = "memory", description = "ten times each number and their sum, in POSIX shared memory")
final class MemoryCommand implements ProgramCommand {
    @Option(names = "--data", paramLabel = "N,N,…", description = "the integers; without it, they are asked for")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final ExplainOption explain = new ExplainOption();

    @Override
    public ExplainOption explain() {
        return explain;
    }

    @Override
    public LabProgram program() {
        return new MemoryLab(data);
    }
}
