package io.ipcbox.command;

import io.ipcbox.console.Console;
import io.ipcbox.text.Printable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.json.JsonWriter;

/** Names and values in the order they were added, as text or JSON. For one thread. */
public final class Facts {
    private static final String GAP = "  ";
    private static final int LONGEST_VALUE = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a number, a boolean, a text, an {@link Instant}, or a list of these. */
    public Facts with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds the value, if present. */
    public Facts with(String name, Optional<?> value) {
        value.ifPresent(it -> values.put(name, it));
        return this;
    }

    public void print(Console console, JsonOption option) {
        if (option.isSet()) {
            console.data(json());
        } else {
            console.line(text());
        }
    }

    /** One line per fact, with the values in a column. */
    String text() {
        int widest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        return values.entrySet().stream()
                .map(fact -> fact.getKey() + " ".repeat(widest - fact.getKey().length()) + GAP + show(fact.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String show(Object value) {
        return Printable.escape(value instanceof Instant time ? TIME.format(time) : value.toString(), LONGEST_VALUE);
    }

    /** A JSON object on one line. Spaces in names become underscores; times are in UTC. */
    public String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        values.forEach((name, value) ->
                members.put(name.replace(' ', '_'), value instanceof Instant time ? time.toString() : value));
        return JsonWriter.<Map<String, Object>>standard().writeToString(members);
    }
}
