package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How commands explain themselves: help, and what wrong use is answered with. Pure functions. */
public final class CommandHelp {
    private static final int PIPED_COLUMNS = 80;
    private static final int LONGEST_LINE = 1000;

    private CommandHelp() {}

    /** A command with its own options, and those of each of the mixins, that explains itself. */
    public static CommandSpec spec(Verb verb, List<?> mixins) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(verb);
        for (Object mixin : mixins) {
            spec.addMixin(mixin.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(mixin));
        }
        return explained(spec);
    }

    /** Gives a command the options that every command has; they are not shown where a command is explained in prose. */
    public static CommandSpec explained(CommandSpec spec) {
        boolean hidden = spec.usageMessage().customSynopsis().length > 0;
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .hidden(hidden)
                .description("this text")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .hidden(hidden)
                .description("the version of ipcbox")
                .build());
        // Behind a word of another kind, a negative integer for example, nothing is an option.
        spec.parser().stopAtUnmatched(hidden);
        spec.usageMessage().synopsisHeading("usage: ").sortOptions(false).abbreviateSynopsis(false);
        return spec;
    }

    /** What {@code --help} shows of a command where rows have that many columns. */
    public static String of(CommandSpec spec, int columns) {
        // A terminal's console breaks the lines itself, at whatever width.
        spec.commandLine().setUsageHelpWidth(columns == Console.NO_LIMIT ? PIPED_COLUMNS : LONGEST_LINE);
        return spec.commandLine().getUsageMessage(Ansi.OFF).stripTrailing();
    }

    /** Words and their descriptions, a line each, in two columns. */
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

    /** True if its use is so simple that it is explained in prose, and wrong use in a line. */
    static boolean isProse(CommandSpec spec) {
        return spec.usageMessage().customSynopsis().length > 0;
    }

    /** The answer to wrong use: what is wrong, the use, and how to learn more. */
    static UsageException wrongUse(CommandSpec spec, String what) {
        String more = "try " + spec.qualifiedName() + " --help";
        if (isProse(spec)) {
            // Without the program, which is named in front of every error.
            String name = spec.name().substring(spec.name().lastIndexOf(' ') + 1);
            return new UsageException(name + ": " + what + "; " + more);
        }
        String synopsis = Stream.of(spec.commandLine().getHelp().synopsis(0).split("\n"))
                .map(String::stripTrailing)
                .reduce((all, line) -> all + "\n       " + line.strip())
                .orElse("");
        // It may quote what was typed, with line feeds.
        return new UsageException(Printable.escape(what, Integer.MAX_VALUE) + "\nusage: " + synopsis + "\n" + more);
    }
}
