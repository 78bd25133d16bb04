package io.ipcbox.command.lab;

import io.ipcbox.lab.LabProgram;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** A program that works on integers: {@code --data 12,34}. */
final class DataCommand extends ProgramCommand {
    private final Function<Optional<String>, LabProgram> program;

    @Option(
            names = "--data",
            paramLabel = "N,N,…",
            description = "the integers (default: read from standard input or, at a terminal, asked for)")
    private Optional<String> data = Optional.empty();

    DataCommand(Function<Optional<String>, LabProgram> program) {
        this.program = program;
    }

    @Override
    LabProgram program() {
        return program.apply(data);
    }
}
