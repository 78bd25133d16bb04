package io.ipcbox.command;

import io.ipcbox.console.Console;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of commands. Pure functions. */
public final class CommandHelp {
    private static final int PIPED_COLUMNS = 80;
    private static final int LONGEST_LINE = 1000;

    private CommandHelp() {}

    /** A command with its own options, those of the mixins, and {@code --help}. */
    public static CommandSpec spec(Verb verb, List<?>... mixins) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(verb);
        Stream.of(mixins)
                .flatMap(List::stream)
                .forEach(mixin ->
                        spec.addMixin(mixin.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(mixin)));
        return explained(spec);
    }

    /** Adds the options that every command has. A command that is explained in prose does not show them. */
    public static CommandSpec explained(CommandSpec spec) {
        boolean hidden = spec.usageMessage().customSynopsis().length > 0;
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .order(1)
                .hidden(hidden)
                .description("show this help")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .order(1)
                .hidden(hidden)
                .description("show the version of ipcbox")
                .build());
        // After any other word, such as a negative integer, nothing is an option.
        spec.parser().stopAtUnmatched(hidden);
        spec.usageMessage().synopsisHeading("usage: ").sortOptions(false).abbreviateSynopsis(false);
        return spec;
    }

    /** The text of {@code --help}, for a row of so many columns. */
    public static String of(CommandSpec spec, int columns) {
        // The console of a terminal breaks lines itself, at any width.
        spec.commandLine().setUsageHelpWidth(columns == Console.NO_LIMIT ? PIPED_COLUMNS : LONGEST_LINE);
        return spec.commandLine().getUsageMessage(Ansi.OFF).stripTrailing();
    }

    /** A line for each word, with its description in a second column. */
    public static String list(Stream<Word> words) {
        List<Word> all = words.toList();
        int widest = all.stream().mapToInt(word -> word.name().length()).max().orElse(0);
        return all.stream()
                .map(word ->
                        "  " + word.name() + " ".repeat(widest - word.name().length()) + "  "
                                + word.description()
                                + (word.aliases().isEmpty() ? "" : "; also: " + String.join(", ", word.aliases())))
                .collect(Collectors.joining("\n"));
    }

    /** True for a command so simple that prose explains it, and a single line its wrong use. */
    static boolean isProse(CommandSpec spec) {
        return spec.usageMessage().customSynopsis().length > 0;
    }
}
