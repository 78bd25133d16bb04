package io.ipcbox.command.lab;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The numbers that a program works on: {@code --data 12,34}. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "N,N,…",
            description = "the integers; otherwise those of standard input or, at a terminal, asked for")
    Optional<String> numbers = Optional.empty();
}
