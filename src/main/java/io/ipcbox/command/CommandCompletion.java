package io.ipcbox.command;

import io.ipcbox.console.TextLine;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandRegistry;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completes commands, options, and the values of an option that lists them. For the thread that reads lines. */
final class CommandCompletion implements Completer {
    private final CommandRegistry registry;

    CommandCompletion(CommandRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        offers(line).map(Candidate::new).forEach(candidates::add);
    }

    /** The possible completions of the word at the cursor. */
    Stream<String> offers(ParsedLine line) {
        if (TextLine.of(line.line()).isData()) {
            return Stream.empty();
        }
        String word = line.word().substring(0, line.wordCursor());
        return after(line.words().subList(0, line.wordIndex()), word).filter(offer -> offer.startsWith(word));
    }

    private Stream<String> after(List<String> before, String word) {
        boolean isHelp = before.size() > 0 && before.getFirst().equals("help");
        if (before.isEmpty() || (isHelp && before.size() == 1 && !word.startsWith("-"))) {
            return ShellParser.names(registry);
        }
        return below(isHelp && before.size() > 1 ? before.subList(1, before.size()) : before, word);
    }

    private Stream<String> below(List<String> path, String word) {
        if (!(registry.getCommandByName(path.getFirst()) instanceof ShellCommand command)) {
            return Stream.empty();
        }
        CommandSpec spec = command.tree().spec(List.of(command.getName()));
        @Nullable OptionSpec open = null;
        for (String next : path.subList(1, path.size())) {
            if (next.equals("--")) {
                return Stream.empty();
            }
            if (open == null && spec.subcommands().containsKey(next)) {
                spec = spec.subcommands().get(next).getCommandSpec();
            } else {
                open = open == null ? takingValue(spec.findOption(next)) : null;
            }
        }
        return open == null ? commandsOrOptions(spec, word) : values(open);
    }

    private static @Nullable OptionSpec takingValue(@Nullable OptionSpec option) {
        return option != null && option.arity().min() > 0 ? option : null;
    }

    private static Stream<String> commandsOrOptions(CommandSpec spec, String word) {
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
            String name = word.substring(0, equals);
            @Nullable OptionSpec option = takingValue(spec.findOption(name));
            return option == null ? Stream.empty() : values(option).map(value -> name + "=" + value);
        }
        boolean leaf =
                spec.subcommands().isEmpty() && spec.positionalParameters().isEmpty();
        return word.startsWith("-") || leaf
                ? spec.options().stream().map(OptionSpec::longestName)
                : spec.subcommands().keySet().stream();
    }

    private static Stream<String> values(OptionSpec option) {
        @Nullable Iterable<String> values = option.completionCandidates();
        return values == null ? Stream.empty() : StreamSupport.stream(values.spliterator(), false);
    }
}
