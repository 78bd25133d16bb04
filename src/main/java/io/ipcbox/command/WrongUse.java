package io.ipcbox.command;

import io.ipcbox.console.TerminalText;
import io.ipcbox.text.NearestName;
import io.ipcbox.text.Printable;
import io.ipcbox.text.UsageException;
import java.util.Collection;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The errors for wrong use of a command, with its usage. The only place that words what picocli refuses. Pure functions. */
final class WrongUse {
    private WrongUse() {}

    /** Says what is wrong, shows the usage, and names the command that explains more. */
    static UsageException of(CommandSpec spec, String what) {
        String more = "try " + spec.qualifiedName() + " --help";
        if (CommandHelp.isProse(spec)) {
            // Without the program, which every error begins with.
            String name = spec.name().substring(spec.name().lastIndexOf(' ') + 1);
            return new UsageException(name + ": " + what + "; " + more);
        }
        String synopsis = Stream.of(spec.commandLine().getHelp().synopsis(0).split("\n"))
                .map(String::strip)
                .collect(Collectors.joining("\n       "));
        // What was typed may have line feeds.
        return new UsageException(Printable.escape(what, Integer.MAX_VALUE) + "\nusage: " + synopsis + "\n" + more);
    }

    static UsageException of(ParameterException e) {
        return of(e.getCommandLine().getCommandSpec(), what(e));
    }

    /** Suggests the nearest command, or help. */
    static NoSuchElementException unknownCommand(String name, Collection<String> known) {
        String nearest = NearestName.of(name, known).orElse("");
        String question = nearest.isEmpty() ? "" : NearestName.ask(nearest);
        String help = nearest.equals("help") ? "" : "try help";
        return new NoSuchElementException(
                "unknown command: " + TerminalText.quote(name) + "; " + (question + " " + help).strip());
    }

    private static String what(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing ->
                missing(missing.getMissing().getFirst());
            case MutuallyExclusiveArgsException exclusive ->
                "only one of these can be given: " + exclusiveOptions(exclusive);
            case ParameterException bad
            when bad.getCause() instanceof TypeConversionException cause
                    && bad.getArgSpec() instanceof OptionSpec option ->
                option.longestName() + ": " + cause.getMessage();
            default -> lowerCase(Objects.requireNonNullElse(e.getMessage(), "wrong use"));
        };
    }

    private static String missing(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + ": a value is missing: " + option.longestName() + "=" + option.paramLabel()
                : "an argument is missing: " + argument.paramLabel();
    }

    private static String exclusiveOptions(MutuallyExclusiveArgsException e) {
        return e.getCommandLine().getCommandSpec().argGroups().stream()
                .flatMap(group -> group.options().stream())
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(", "));
    }

    private static String lowerCase(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        boolean option = word.startsWith("-") && (word.length() > 1 || CommandHelp.isProse(spec));
        Set<String> known = new TreeSet<>(
                option ? spec.optionsMap().keySet() : spec.subcommands().keySet());
        String name = option ? word.split("=", 2)[0] : word;
        // Any letter is near any other.
        boolean isLetter = option && name.length() == 2;
        return kind(option, known.isEmpty(), spec)
                + ": "
                + TerminalText.quote(word)
                + NearestName.question(isLetter ? "" : name, known)
                        .map(question -> "; " + question)
                        .orElse(option || known.isEmpty() ? "" : "; there are " + String.join(", ", known));
    }

    private static String kind(boolean option, boolean leaf, CommandSpec spec) {
        if (option) {
            return "unknown option";
        }
        return !leaf ? "unknown command" : CommandHelp.isProse(spec) ? "takes no argument" : "extra argument";
    }
}
