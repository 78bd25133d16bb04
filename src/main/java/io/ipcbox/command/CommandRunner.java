package io.ipcbox.command;

import static picocli.CommandLine.ScopeType.LOCAL;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.text.ProgramVersion;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TraceLevel;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the words behind a first word and runs the command. Pure functions, but for the options they set. */
final class CommandRunner {
    private CommandRunner() {}

    /** Runs the command; see {@link CommandTree#run}. */
    static boolean run(CommandLine branch, List<String> words, Console console) {
        ParseResult result = parse(branch, words);
        while (result.hasSubcommand() && !result.isUsageHelpRequested() && !result.isVersionHelpRequested()) {
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
            String known = String.join(", ", spec.subcommands().keySet());
            throw WrongUse.of(spec, "a command is missing: " + known);
        }
        return false;
    }

    private static void run(Verb verb, ParseResult typed, Console console) {
        try {
            verb.run(console);
        } catch (WaitEndedException e) {
            // Ctrl-C, or standard output was closed. The thread is still interrupted, and its owner knows the reason.
        } catch (IpcException e) {
            throw verb.advise(e, typed);
        } catch (UsageException | IllegalArgumentException e) {
            // The latter is how the library refuses a value.
            throw WrongUse.of(typed.commandSpec(), Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    /** Makes the parser of a branch. */
    static CommandLine line(CommandSpec branch) {
        CommandLine line = new CommandLine(branch).setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
        // Errors are escaped before they are printed, and colors would be escaped too.
        line.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        Values.register(line);
        CommandLine.tracer().setLevel(TraceLevel.OFF);
        return line;
    }

    /** Parses the words and sets the options; an option that is not among them gets its default again. */
    static ParseResult parse(CommandLine line, List<String> words) {
        try {
            ParseResult result = line.parseArgs(words.toArray(String[]::new));
            // After --help, picocli accepts anything.
            if (CommandHelp.isProse(line.getCommandSpec())
                    && !line.isUnmatchedArgumentsAllowed()
                    && !result.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(line, result.unmatched());
            }
            return result;
        } catch (ParameterException e) {
            throw WrongUse.of(e);
        }
    }

    /** Refuses options of the server and the client in front of a verb, where they would have no effect. */
    private static void refuseOwnOptions(ParseResult result) {
        CommandSpec verb = result.subcommand().commandSpec();
        result.matchedOptions().stream()
                .filter(option -> option.scopeType() == LOCAL)
                .findFirst()
                .ifPresent(option -> {
                    throw WrongUse.of(verb, option.longestName() + " must follow " + verb.name() + ", if it applies");
                });
    }
}
