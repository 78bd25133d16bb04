package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import io.ipcbox.lab.PipeLab;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab pipe}. */
@Command(name = "pipe", description = "a sender and a receiver over an anonymous pipe; 0 marks the end")
final class PipeCommand implements ProgramCommand {
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
        return new PipeLab(data);
    }
}
