package io.ipcbox.command.lab;

import io.ipcbox.command.ipc.Action;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The trees of commands, one for each first word. Pure functions. */
final class LabModel {
    static final String LAB = "lab";
    static final List<String> WORDS = List.of(LAB, "scheduler", "counter");

    private static final int COLUMN = 20;

    private LabModel() {}

    /** A new tree, to be used once. */
    static CommandSpec of(String word) {
        return switch (word) {
            case "scheduler" -> named(spec(new SchedulerCommand()), "ipcbox scheduler");
            case "counter" -> named(spec(new CounterCommand()), "ipcbox counter");
            default -> lab();
        };
    }

    private static CommandSpec lab() {
        Action list = console -> console.line(list());
        CommandSpec lab = CommandSpec.wrapWithoutInspection(list);
        lab.usageMessage().description("The classroom programs; without a command, lists them.");
        addHelp(lab);
        programs().forEach(program -> lab.addSubcommand(program.name(), new CommandLine(program)));
        return named(lab, "ipcbox lab");
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
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        addHelp(spec);
        return spec;
    }

    private static CommandSpec named(CommandSpec spec, String name) {
        return spec.name(name);
    }

    private static void addHelp(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("this text")
                .build());
        spec.usageMessage().synopsisHeading("usage: ").sortOptions(false).abbreviateSynopsis(false);
    }
}
