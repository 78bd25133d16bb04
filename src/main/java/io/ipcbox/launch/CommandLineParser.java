package io.ipcbox.launch;

import static io.ipcbox.console.TerminalText.quote;

import io.ipcbox.settings.SettingLimits;
import io.ipcbox.text.NearestName;
import io.ipcbox.text.UsageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands a command line: a role or a one-shot command, and options of the form {@code --name=value} before and
 * behind it. One use only.
 *
 * <p>Only the names of options are checked here; whether a setting exists and its value will do is found when all
 * settings are read, from wherever they come. What follows a one-shot command belongs to it, but for {@code --ipcbox.…}
 * and {@code --debug}.
 */
public final class CommandLineParser {
    private static final String PROFILES = "--spring.profiles.active";
    private static final List<String> PASSED_ON = List.of("--ipcbox.", "--spring.", "--logging.");

    private final Set<String> oneShotCommands;
    private final List<String> settings = new ArrayList<>();
    private boolean debug;
    private @Nullable Request request;
    private @Nullable Role role;

    private CommandLineParser(Set<String> oneShotCommands) {
        this.oneShotCommands = oneShotCommands;
    }

    /**
     * Understands these words.
     *
     * @param oneShotCommands the first words of the commands that do one thing and end
     * @param profiles what {@code spring.profiles.active} is when no word says it; null if nothing is set
     * @throws UsageException if they make no sense
     */
    public static CommandLine parse(List<String> words, Set<String> oneShotCommands, @Nullable String profiles) {
        CommandLineParser parser = new CommandLineParser(oneShotCommands);
        Deque<String> left = new ArrayDeque<>(words);
        while (!left.isEmpty() && !(parser.request instanceof Request.OneShot)) {
            parser.take(left.pop(), left);
        }
        return new CommandLine(parser.conclude(profiles), parser.settings, parser.debug);
    }

    private void take(String word, Deque<String> left) {
        if (word.startsWith("-")) {
            takeOption(word);
        } else if (role != null && Role.of(word).isEmpty()) {
            throw new UsageException(
                    "unexpected argument: " + quote(word) + "; " + role.word() + " takes options only");
        } else if (oneShotCommands.contains(word)) {
            takeOneShot(word, left);
        } else {
            takeRole(Role.of(word).orElseThrow(() -> unknown("command", word, candidates())));
        }
    }

    private void takeOption(String option) {
        String name = nameOf(option);
        switch (name) {
            case "--debug" -> debug = true;
            case "--help", "-h" -> request = new Request.ShowHelp();
            case "--version", "-V" -> request = new Request.ShowVersion();
            case PROFILES -> takeProfiles(valueOf(option));
            default -> takeSetting(option, name);
        }
    }

    private void takeSetting(String option, String name) {
        if (PASSED_ON.stream().noneMatch(name::startsWith)) {
            throw unknownOption(name);
        }
        if (!option.contains("=") && SettingLimits.isFlag(name.substring(2))) {
            settings.add(option + "=true");
        } else {
            valueOf(option);
            settings.add(option);
        }
    }

    private void takeProfiles(String profiles) {
        for (String profile : profiles.split(",")) {
            takeRole(Role.of(profile.strip()).orElseThrow(() -> unknown("profile", profile, Role.words())));
        }
    }

    private void takeRole(Role found) {
        if (role != null && role != found) {
            throw new UsageException("a process has one role, not both \"" + role.word() + "\" and \"" + found.word()
                    + "\"; start each by itself, or all with: ipcbox up");
        }
        role = found;
    }

    private void takeOneShot(String command, Deque<String> left) {
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
        request = new Request.OneShot(words);
    }

    private Request conclude(@Nullable String profiles) {
        if (request != null) {
            return request;
        }
        if (role == null && profiles != null && !profiles.isBlank()) {
            takeProfiles(profiles);
        }
        return new Request.Run(role == null ? Role.UP : role);
    }

    private List<String> candidates() {
        List<String> all = new ArrayList<>(Role.words());
        all.addAll(oneShotCommands);
        return all;
    }

    private static UsageException unknownOption(String name) {
        List<String> known = new ArrayList<>(List.of("debug", "help", "version", PROFILES.substring(2)));
        known.addAll(SettingLimits.names());
        Optional<String> nearest = NearestName.of(name.replaceFirst("^-+", ""), known);
        return new UsageException("unknown option: " + quote(name)
                + nearest.map(it -> "; did you mean \"--" + it + "\"?").orElse("; see: ipcbox --help"));
    }

    private static UsageException unknown(String kind, String word, List<String> candidates) {
        return new UsageException("unknown " + kind + ": " + quote(word)
                + NearestName.of(word, candidates)
                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                        .orElse("; see: ipcbox --help"));
    }

    private static String nameOf(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    private static String valueOf(String option) {
        int equals = option.indexOf('=');
        if (equals < 0) {
            throw new UsageException("option " + option + " needs a value: " + option + "=…");
        }
        return option.substring(equals + 1);
    }
}
