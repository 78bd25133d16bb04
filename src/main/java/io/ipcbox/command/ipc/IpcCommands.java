package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.text.NearestName;
import io.ipcbox.text.Printable;
import io.ipcbox.text.ProgramVersion;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TraceLevel;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Understands the words of a command and does it. Any thread may call; a call has a model of its own. */
public final class IpcCommands {
    private static final int QUOTED_CHARS = 60;
    private static final int PIPED_COLUMNS = 80;
    private static final int LONGEST_LINE = 1000;

    private IpcCommands() {}

    /** A terminal's console breaks the lines itself, at whatever width. */
    private static int helpWidth(int columns) {
        return columns == Console.NO_LIMIT ? PIPED_COLUMNS : LONGEST_LINE;
    }

    /**
     * Does what the words say.
     *
     * @param words beginning with {@code posix} or {@code sysv}
     * @throws UsageException if they make no sense; its message shows how the command is used
     */
    static void run(List<String> words, Console console) {
        run(CommandModel.of(words.getFirst()), words, console);
    }

    /**
     * Does what the words say.
     *
     * @param tree of commands, to be used once; an {@link Action} each
     * @param words beginning with the tree's own
     * @throws UsageException if they make no sense; its message shows how the command is used
     */
    public static void run(CommandSpec tree, List<String> words, Console console) {
        tree.name(console.program() + tree.name());
        CommandLine line = line(tree);
        line.setUsageHelpWidth(helpWidth(console.columns()));
        ParseResult result = parse(line, words);
        while (result.hasSubcommand() && !isAboutItself(result)) {
            refuseOwnOptions(result);
            result = result.subcommand();
        }
        CommandSpec spec = result.commandSpec();
        if (result.isUsageHelpRequested()) {
            console.line(usage(spec));
        } else if (result.isVersionHelpRequested()) {
            console.line(ProgramVersion.text());
        } else if (spec.userObject() instanceof Action action) {
            run(action, result, console);
        } else {
            throw wrongUse(
                    spec,
                    "a command is missing: "
                            + String.join(", ", spec.subcommands().keySet()));
        }
    }

    private static boolean isAboutItself(ParseResult result) {
        return result.isUsageHelpRequested() || result.isVersionHelpRequested();
    }

    private static void run(Action action, ParseResult typed, Console console) {
        CommandSpec spec = typed.commandSpec();
        try {
            action.run(console);
        } catch (WaitEndedException e) {
            // Ctrl-C, or the reader of the output is gone: the thread is interrupted still, and its owner knows why.
        } catch (IpcException e) {
            throw Advice.on(e, typed);
        } catch (UsageException e) {
            throw wrongUse(spec, Objects.requireNonNullElse(e.getMessage(), ""));
        } catch (IllegalArgumentException e) {
            // The library's own word on a value that no object has.
            throw wrongUse(spec, Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    /** What {@code --help} shows of the command that these words name. */
    static String help(List<String> words, int columns) {
        return usage(spec(words), columns);
    }

    /** What these words name; the words of no argument and no option. */
    static CommandSpec spec(List<String> words) {
        CommandSpec spec = new CommandLine(CommandModel.of(words.getFirst())).getCommandSpec();
        for (String word : words.subList(1, words.size())) {
            spec = Objects.requireNonNull(spec.subcommands().get(word), word).getCommandSpec();
        }
        return spec;
    }

    /** What {@code --help} shows of a command where rows have that many columns. */
    public static String usage(CommandSpec spec, int columns) {
        spec.commandLine().setUsageHelpWidth(helpWidth(columns));
        return usage(spec);
    }

    private static String usage(CommandSpec spec) {
        return spec.commandLine().getUsageMessage(Ansi.OFF).stripTrailing();
    }

    /** Understands the words, and gives the options their values. */
    static ParseResult parse(List<String> words) {
        return parse(line(CommandModel.of(words.getFirst())), words);
    }

    /** What understands the words of a tree. */
    static CommandLine line(CommandSpec tree) {
        CommandLine line = new CommandLine(tree).setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
        // Whoever prints an error makes it printable, which colors are not.
        line.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        Values.register(line);
        CommandLine.tracer().setLevel(TraceLevel.OFF);
        return line;
    }

    /** As above, by what was made before; what it understood last is forgotten. */
    static ParseResult parse(CommandLine line, List<String> words) {
        try {
            return line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw wrongUse(e.getCommandLine().getCommandSpec(), unmatched(e));
        } catch (ParameterException e) {
            throw wrongUse(e.getCommandLine().getCommandSpec(), misused(e));
        }
    }

    private static String misused(ParameterException e) {
        if (e.getCause() instanceof TypeConversionException conversion && e.getArgSpec() instanceof OptionSpec option) {
            return option.longestName() + ": " + conversion.getMessage();
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        boolean option = word.startsWith("-") && word.length() > 1;
        Set<String> candidates = new TreeSet<>(
                option ? spec.optionsMap().keySet() : spec.subcommands().keySet());
        String what = option ? "unknown option: " : candidates.isEmpty() ? "extra argument: " : "unknown command: ";
        int equals = word.indexOf('=');
        return what
                + quote(word)
                + NearestName.of(option && equals > 0 ? word.substring(0, equals) : word, candidates)
                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                        .orElse(option || candidates.isEmpty() ? "" : "; there are " + String.join(", ", candidates));
    }

    /** The server's and client's options in front of a verb would be without effect. */
    private static void refuseOwnOptions(ParseResult result) {
        result.matchedOptions().stream()
                .filter(option -> option.scopeType() == CommandLine.ScopeType.LOCAL)
                .findFirst()
                .ifPresent(option -> {
                    throw wrongUse(
                            result.subcommand().commandSpec(),
                            "option " + option.longestName() + " must stand behind "
                                    + result.subcommand().commandSpec().name() + ", if it takes it");
                });
    }

    private static UsageException wrongUse(CommandSpec spec, String what) {
        String synopsis = Stream.of(spec.commandLine().getHelp().synopsis(0).split("\n"))
                .map(String::stripTrailing)
                .reduce((all, line) -> all + "\n       " + line.strip())
                .orElse("");
        return new UsageException(what + "\nusage: " + synopsis + "\ntry " + spec.qualifiedName() + " --help");
    }

    private static String quote(String word) {
        return "\"" + Printable.escape(word, QUOTED_CHARS) + "\"";
    }
}
