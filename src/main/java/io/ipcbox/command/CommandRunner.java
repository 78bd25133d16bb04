package io.ipcbox.command;

import static picocli.CommandLine.ScopeType.LOCAL;

import io.ipcbox.console.Console;
import io.ipcbox.console.TerminalText;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.text.NearestName;
import io.ipcbox.text.ProgramVersion;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

/** Understands the words behind a first word, and does what they say. Any thread may call; a call has commands of its own. */
final class CommandRunner {
    private CommandRunner() {}

    /**
     * Does what the words say.
     *
     * @param branch to be used once; a {@link Verb} each
     * @param words without the first, which is the branch's own
     * @return true if the shell reads no line after this
     * @throws UsageException if they make no sense; its message shows how the command is used
     */
    static boolean run(CommandSpec branch, List<String> words, Console console) {
        CommandLine line = line(branch.name(console.program() + branch.name()));
        ParseResult result = parse(line, words);
        while (result.hasSubcommand() && !isAboutItself(result)) {
            refuseOwnOptions(result);
            result = result.subcommand();
        }
        CommandSpec spec = result.commandSpec();
        if (result.isUsageHelpRequested()) {
            console.line(CommandHelp.of(spec, console.columns()));
        } else if (result.isVersionHelpRequested()) {
            console.line(ProgramVersion.text());
        } else if (spec.userObject() instanceof Verb verb) {
            run(verb, result, console);
            return verb.endsTheShell();
        } else {
            throw CommandHelp.wrongUse(
                    spec,
                    "a command is missing: "
                            + String.join(", ", spec.subcommands().keySet()));
        }
        return false;
    }

    private static boolean isAboutItself(ParseResult result) {
        return result.isUsageHelpRequested() || result.isVersionHelpRequested();
    }

    private static void run(Verb verb, ParseResult typed, Console console) {
        try {
            verb.run(console);
        } catch (WaitEndedException e) {
            // Ctrl-C, or the reader of the output is gone: the thread is still interrupted, and its owner knows why.
        } catch (IpcException e) {
            throw verb.advise(e, typed);
        } catch (UsageException | IllegalArgumentException e) {
            // The latter is the library's own word on a value that no object has.
            throw CommandHelp.wrongUse(typed.commandSpec(), Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    /** What understands the words of a branch. */
    static CommandLine line(CommandSpec branch) {
        CommandLine line = new CommandLine(branch).setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
        // The code that prints an error makes it printable, which colors are not.
        line.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        Values.register(line);
        CommandLine.tracer().setLevel(TraceLevel.OFF);
        return line;
    }

    /** Understands the words, and gives the options their values; what the line understood before is forgotten. */
    static ParseResult parse(CommandLine line, List<String> words) {
        try {
            ParseResult result = line.parseArgs(words.toArray(String[]::new));
            // Behind --help, picocli itself takes anything.
            if (CommandHelp.isProse(line.getCommandSpec())
                    && !line.isUnmatchedArgumentsAllowed()
                    && !result.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(line, result.unmatched());
            }
            return result;
        } catch (UnmatchedArgumentException e) {
            throw CommandHelp.wrongUse(e.getCommandLine().getCommandSpec(), unmatched(e));
        } catch (ParameterException e) {
            throw CommandHelp.wrongUse(e.getCommandLine().getCommandSpec(), misused(e));
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
        boolean option = word.startsWith("-") && (word.length() > 1 || CommandHelp.isProse(spec));
        Set<String> known = new TreeSet<>(
                option ? spec.optionsMap().keySet() : spec.subcommands().keySet());
        int equals = word.indexOf('=');
        return what(option, known.isEmpty(), spec)
                + ": "
                + TerminalText.quote(word)
                + NearestName.question(option && equals > 0 ? word.substring(0, equals) : word, known)
                        .map(question -> "; " + question)
                        .orElse(option || known.isEmpty() ? "" : "; there are " + String.join(", ", known));
    }

    private static String what(boolean option, boolean leaf, CommandSpec spec) {
        if (option) {
            return "unknown option";
        }
        return !leaf ? "unknown command" : CommandHelp.isProse(spec) ? "takes no argument" : "extra argument";
    }

    /** The server's and client's options in front of a verb would be without effect. */
    private static void refuseOwnOptions(ParseResult result) {
        CommandSpec verb = result.subcommand().commandSpec();
        result.matchedOptions().stream()
                .filter(option -> option.scopeType() == LOCAL)
                .findFirst()
                .ifPresent(option -> {
                    throw CommandHelp.wrongUse(
                            verb,
                            "option " + option.longestName() + " must stand behind " + verb.name()
                                    + ", if it takes it");
                });
    }
}
