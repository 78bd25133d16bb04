package io.ipcbox.release;

import io.ipcbox.text.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Files with gaps, from the resources beside this class. Pure functions. */
final class Template {
    private Template() {}

    /** The text of a template. */
    static String of(String name) {
        try (InputStream file = Template.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Entries of an associative array, as bash and zsh read them; without those whose value is empty. */
    static String entries(List<Offers> all, Function<Offers, String> value) {
        return all.stream()
                .filter(Predicate.not(offers -> value.apply(offers).isEmpty()))
                .map(offers -> entry(offers.typed(), value.apply(offers)))
                .collect(Collectors.joining("\n"));
    }

    /** The values of options, each under its command and name. */
    static String values(List<Offers> all) {
        return all.stream()
                .flatMap(offers -> offers.values().entrySet().stream()
                        .map(option ->
                                entry(offers.typed() + " " + option.getKey(), String.join(" ", option.getValue()))))
                .collect(Collectors.joining("\n"));
    }

    private static String entry(String key, String value) {
        return "        [" + ShellWords.quote(key) + "]=" + ShellWords.quote(value);
    }
}
