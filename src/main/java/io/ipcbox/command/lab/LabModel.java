package io.ipcbox.command.lab;

import io.ipcbox.command.ipc.Action;
import io.ipcbox.command.ipc.CommandModel;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The trees of commands, one for each first word. Pure functions. */
final class LabModel {
    static final String LAB = "lab";
    static final List<String> WORDS = List.of(LAB, "scheduler", "counter");

    private static final int COLUMN = 20;

    private LabModel() {}

    /** A new tree, to be used once. */
    static CommandSpec of(String word) {
        return switch (word) {
            case "scheduler" -> spec(new SchedulerCommand()).name("scheduler");
            case "counter" -> spec(new CounterCommand()).name("counter");
            default -> lab();
        };
    }

    private static CommandSpec lab() {
        Action list = console -> console.line(list());
        CommandSpec lab = CommandSpec.wrapWithoutInspection(list);
        lab.usageMessage().description("The classroom programs; without a command, lists them.");
        CommandModel.addHelp(lab);
        programs().forEach(program -> lab.addSubcommand(program.name(), new CommandLine(program)));
        return lab.name("lab");
    }

    private static List<CommandSpec> programs() {
        return List.of(
                spec(new PipeCommand()),
                spec(new QueueCommand()),
                spec(new MemoryCommand()),
                spec(new RaceCommand()),
                spec(new DeadlockCommand()));
    }

    /** A line for each program, also those that are commands of their own. */
    private static String list() {
        List<CommandSpec> others = List.of(spec(new SchedulerCommand()), spec(new CounterCommand()));
        return programs().stream()
                        .map(program -> line("lab " + program.name(), program))
                        .collect(Collectors.joining("\n"))
                + "\n"
                + others.stream().map(program -> line(program.name(), program)).collect(Collectors.joining("\n"));
    }

    private static String line(String words, CommandSpec program) {
        return words + " ".repeat(COLUMN - words.length()) + description(program);
    }

    static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    private static CommandSpec spec(ProgramCommand command) {
        CommandSpec spec = command.spec();
        CommandModel.addHelp(spec);
        return spec;
    }
}
