package io.ipcbox.command.lab;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Verb;
import io.ipcbox.command.Word;
import io.ipcbox.lab.MemoryLab;
import io.ipcbox.lab.PipeLab;
import io.ipcbox.lab.QueueLab;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The words {@code lab}, with a program for each subcommand, {@code scheduler} and {@code counter}. */
public final class LabWords {
    private static final List<Word> PROGRAMS = List.of(
            program(
                    "pipe",
                    "a sender and a receiver over an anonymous pipe; 0 marks the end",
                    () -> new DataCommand(PipeLab::new)),
            program(
                    "queue",
                    "multiply each number by ten, through a POSIX message queue",
                    () -> new DataCommand(QueueLab::new)),
            program(
                    "memory",
                    "multiply each number by ten and add them up, in POSIX shared memory",
                    () -> new DataCommand(MemoryLab::new)),
            program(
                    "race",
                    "two processes add to one counter: without a semaphore, updates are lost",
                    RaceCommand::new),
            program(
                    "deadlock",
                    "two processes take two semaphores in opposite order: a deadlock, detected, explained and resolved",
                    DeadlockCommand::new));

    public static final List<Word> WORDS = List.of(
            Word.of("lab", "the classroom programs: pipe, queue, memory, race, deadlock", LabWords::lab),
            program(
                    "scheduler",
                    "init and Scheduler: numbers from children through pipes, sorted in shared memory",
                    SchedulerCommand::new),
            program(
                    "counter",
                    "a counter in shared memory: one process increments it, another shows its square, until Ctrl-C",
                    CounterCommand::new));

    private static final int COLUMN = 20;

    private LabWords() {}

    private static Word program(String name, String description, Supplier<ProgramCommand> command) {
        return Word.of(name, description, () -> {
            CommandSpec spec = command.get().spec().name(name);
            spec.usageMessage().description(description);
            return spec;
        });
    }

    private static CommandSpec lab() {
        Verb list = console -> console.line(list());
        CommandSpec lab = CommandHelp.explained(CommandSpec.wrapWithoutInspection(list));
        lab.usageMessage().description("The classroom programs; without a command, lists them.");
        PROGRAMS.forEach(program -> lab.addSubcommand(
                program.name(), new CommandLine(program.branch().get())));
        return lab;
    }

    /** A line for each program, including those that are words of their own. */
    private static String list() {
        return Stream.concat(
                        PROGRAMS.stream().map(program -> line("lab " + program.name(), program)),
                        WORDS.stream().skip(1).map(program -> line(program.name(), program)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String words, Word program) {
        return words + " ".repeat(COLUMN - words.length()) + program.description();
    }
}
