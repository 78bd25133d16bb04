package io.ipcbox.command.lab;

import static io.ipcbox.command.CommandHelp.explained;

import io.ipcbox.command.Verb;
import io.ipcbox.command.Word;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The words {@code lab}, with a program for each subcommand, {@code scheduler} and {@code counter}. */
public final class LabWords {
    public static final List<Word> WORDS = List.of(
            Word.of("lab", "the classroom programs: pipe, queue, memory, race, deadlock", LabWords::lab),
            Word.of("scheduler", SchedulerCommand.DESCRIPTION, () -> spec(new SchedulerCommand())),
            Word.of("counter", CounterCommand.DESCRIPTION, () -> spec(new CounterCommand())));

    private static final int COLUMN = 20;

    private LabWords() {}

    private static CommandSpec lab() {
        Verb list = console -> console.line(list());
        CommandSpec lab = explained(CommandSpec.wrapWithoutInspection(list));
        lab.usageMessage().description("The classroom programs; without a command, lists them.");
        programs().forEach(program -> lab.addSubcommand(program.name(), new CommandLine(program)));
        return lab;
    }

    private static Stream<CommandSpec> programs() {
        return Stream.of(
                        new PipeCommand(),
                        new QueueCommand(),
                        new MemoryCommand(),
                        new RaceCommand(),
                        new DeadlockCommand())
                .map(LabWords::spec);
    }

    private static CommandSpec spec(ProgramCommand command) {
        return explained(command.spec());
    }

    /** A line for each program, also those that are words of their own. */
    private static String list() {
        return Stream.concat(
                        programs()
                                .map(program -> line(
                                        "lab " + program.name(),
                                        String.join(" ", program.usageMessage().description()))),
                        WORDS.stream().skip(1).map(word -> line(word.name(), word.description())))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String words, String description) {
        return words + " ".repeat(COLUMN - words.length()) + description;
    }
}
