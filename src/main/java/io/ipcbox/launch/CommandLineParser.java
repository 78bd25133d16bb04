package io.ipcbox.launch;

import static io.ipcbox.console.TerminalText.quote;

import io.ipcbox.command.CommandTree;
import io.ipcbox.command.Word;
import io.ipcbox.launch.CommandLine.OneShot;
import io.ipcbox.launch.CommandLine.Request;
import io.ipcbox.settings.SettingLimits;
import io.ipcbox.text.NearestName;
import io.ipcbox.text.UsageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses a command line: a role or a one-shot command, with options of the form {@code --name=value} anywhere. For one
 * command line.
 *
 * <p>The words after a one-shot command belong to it, except {@code --ipcbox.…} and {@code --debug}. The parser does not
 * know which settings exist; they are checked when all settings are read, whatever their origin.
 */
public final class CommandLineParser {
    private static final String PROFILES = "--spring.profiles.active";
    private static final List<String> PASSED_ON = List.of("--ipcbox.", "--spring.", "--logging.");
    private static final List<String> OPTIONS = List.of("debug", "help", "version", PROFILES.substring(2));

    private final CommandTree tree;
    private final Deque<String> left;
    private final List<String> settings = new ArrayList<>();
    private boolean debug;
    private @Nullable Request request;
    private @Nullable Role role;

    private CommandLineParser(CommandTree tree, List<String> words) {
        this.tree = tree;
        this.left = new ArrayDeque<>(words);
    }

    /** @param profiles {@code spring.profiles.active} from elsewhere; applies if no word names a role */
    public static CommandLine parse(List<String> words, CommandTree tree, @Nullable String profiles) {
        CommandLineParser parser = new CommandLineParser(tree, words);
        while (!parser.left.isEmpty()) {
            parser.take(parser.left.pop());
        }
        return new CommandLine(parser.conclude(profiles), parser.settings, parser.debug);
    }

    private void take(String word) {
        if (word.startsWith("-")) {
            takeOption(word);
        } else if (role != null && Role.of(word).isEmpty()) {
            throw new UsageException(
                    "unexpected argument: " + quote(word) + "; " + role.word() + " takes options only");
        } else if (word.equals("help")) {
            // "help posix msq" means "posix msq --help".
            left.addLast("--help");
        } else if (Role.of(word).isEmpty() && tree.word(word).isPresent()) {
            takeOneShot(word);
        } else {
            takeRole(Role.of(word).orElseThrow(() -> unknown("command", word, NearestName.of(word, commands()))));
        }
    }

    private void takeOption(String option) {
        String name = option.split("=", 2)[0];
        switch (name) {
            case "--debug" -> debug = true;
            case "--help", "-h" -> request = new CommandLine.ShowHelp();
            case "--version", "-V" -> request = new CommandLine.ShowVersion();
            case PROFILES -> takeProfiles(valueOf(option));
            default -> takeSetting(option, name);
        }
    }

    private void takeSetting(String option, String name) {
        if (PASSED_ON.stream().noneMatch(name::startsWith)) {
            throw unknownOption(name);
        }
        if (option.equals(name) && SettingLimits.isFlag(name.substring(2))) {
            settings.add(option + "=true");
        } else {
            valueOf(option);
            settings.add(option);
        }
    }

    private void takeProfiles(String profiles) {
        for (String profile : profiles.split(",")) {
            takeRole(Role.of(profile.strip())
                    .orElseThrow(() -> unknown("profile", profile, NearestName.of(profile, Role.words()))));
        }
    }

    private void takeRole(Role found) {
        if (role != null && role != found) {
            throw new UsageException("a process has one role, not both \"" + role.word() + "\" and \"" + found.word()
                    + "\"; start each by itself, or all with: ipcbox up");
        }
        role = found;
    }

    private void takeOneShot(String command) {
        List<String> words = new ArrayList<>(List.of(command));
        while (!left.isEmpty() && !left.peek().equals("--")) {
            String word = left.pop();
            if (word.equals("--debug") || word.startsWith("--ipcbox.")) {
                takeOption(word);
            } else {
                words.add(word);
            }
        }
        words.addAll(left);
        left.clear();
        request = new OneShot(words);
    }

    private Request conclude(@Nullable String profiles) {
        if (request != null) {
            return request;
        }
        if (role == null && profiles != null && !profiles.isBlank()) {
            takeProfiles(profiles);
        }
        return new CommandLine.Run(role == null ? Role.UP : role);
    }

    /** The words that work on the command line. */
    private List<String> commands() {
        Stream<String> oneShot = tree.words().stream().filter(Word::isOneShot).map(Word::name);
        return Stream.concat(Role.words().stream(), oneShot).toList();
    }

    private static UsageException unknownOption(String name) {
        List<String> known =
                Stream.concat(OPTIONS.stream(), SettingLimits.names().stream()).toList();
        return unknown(
                "option",
                name,
                NearestName.of(name.replaceFirst("^-+", ""), known).map(it -> "--" + it));
    }

    private static UsageException unknown(String kind, String word, Optional<String> nearest) {
        String remedy = nearest.map(NearestName::ask).orElse("see: ipcbox --help");
        return new UsageException("unknown " + kind + ": " + quote(word) + "; " + remedy);
    }

    private static String valueOf(String option) {
        int equals = option.indexOf('=');
        if (equals < 0) {
            throw new UsageException("option " + option + " needs a value: " + option + "=…");
        }
        return option.substring(equals + 1);
    }
}
