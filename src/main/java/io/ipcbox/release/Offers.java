package io.ipcbox.release;

import io.ipcbox.settings.SettingLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a shell offers behind a command. Immutable.
 *
 * @param typed the command, with the program's name
 * @param words offered for a word of which nothing is typed yet
 * @param options offered for a word that begins with a dash
 * @param takingValue the options that take the next word as their value
 * @param values of the options that have few; the name of an option without its {@code =}
 */
record Offers(
        String typed,
        List<Offer> words,
        List<Offer> options,
        List<String> takingValue,
        Map<String, List<String>> values) {
    /** A word; one that ends with {@code =} is to be continued. */
    record Offer(String word, String description) {}

    private static final String PROFILES = "--spring.profiles.active";

    private static final List<Offer> COMMON = List.of(
            new Offer("--help", "explain the commands and options"),
            new Offer("--version", "print the version"),
            new Offer("--debug", "print logs and stack traces to standard error"));

    /** Those behind the program's name first. */
    static List<Offers> of(List<Command> commands) {
        return Stream.concat(Stream.of(ofProgram(commands)), commands.stream().map(Offers::of))
                .toList();
    }

    private static Offers ofProgram(List<Command> commands) {
        Map<String, List<String>> values = new LinkedHashMap<>(valuesOfSettings());
        values.put(
                PROFILES,
                commands.stream().filter(Command::isRole).map(Command::name).toList());
        List<Offer> options = new ArrayList<>(roleOptions());
        options.add(new Offer(PROFILES + "=", "the command, as Spring Boot names it"));
        return new Offers(
                "ipcbox",
                commands.stream()
                        .filter(Command::isFirstWord)
                        .map(Offers::offer)
                        .toList(),
                options,
                List.of(),
                values);
    }

    private static Offers of(Command command) {
        if (command.isRole()) {
            return new Offers(command.typed(), roleOptions(), roleOptions(), List.of(), valuesOfSettings());
        }
        List<OptionSpec> specs = command.spec().options();
        List<Offer> options = Stream.concat(specs.stream().map(Offers::offer), Stream.of(COMMON.getLast()))
                .toList();
        List<Offer> below = command.below().map(Offers::offer).toList();
        boolean endsHere =
                below.isEmpty() && command.spec().positionalParameters().isEmpty();
        return new Offers(
                command.typed(),
                endsHere ? options : below,
                options,
                specs.stream()
                        .filter(option -> option.arity().min() > 0)
                        .flatMap(option -> Stream.of(option.names()))
                        .toList(),
                valuesOf(specs));
    }

    private static Map<String, List<String>> valuesOf(List<OptionSpec> specs) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (OptionSpec option : specs) {
            Iterable<String> candidates = option.completionCandidates();
            if (candidates != null) {
                List<String> all =
                        StreamSupport.stream(candidates.spliterator(), false).toList();
                Stream.of(option.names()).forEach(name -> values.put(name, all));
            }
        }
        return values;
    }

    private static Offer offer(Command command) {
        return new Offer(command.name(), command.description());
    }

    private static Offer offer(OptionSpec option) {
        return COMMON.stream()
                .filter(common -> common.word().equals(option.longestName()))
                .findFirst()
                .orElseGet(() -> new Offer(option.longestName(), String.join(" ", option.description())));
    }

    private static List<Offer> roleOptions() {
        return Stream.concat(
                        SettingLimits.names().stream()
                                .map(name -> new Offer("--" + name + "=", SettingLimits.description(name))),
                        COMMON.stream())
                .toList();
    }

    private static Map<String, List<String>> valuesOfSettings() {
        return SettingLimits.names().stream()
                .filter(name -> !SettingLimits.choices(name).isEmpty())
                .collect(Collectors.toMap(
                        name -> "--" + name, SettingLimits::choices, (one, other) -> one, LinkedHashMap::new));
    }
}
