package io.ipcbox.command.ipc;

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

/** Names and values, in the order in which they were added, for people or as JSON. For one thread. */
final class Facts {
    private static final String GAP = "  ";
    private static final int LONGEST_VALUE = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a number, a boolean, a text, an {@link Instant}, or a list of these. */
    Facts with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds it if there is one. */
    Facts with(String name, Optional<?> value) {
        value.ifPresent(it -> values.put(name, it));
        return this;
    }

    /** A line each, the values below each other. */
    String text() {
        int widest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        return values.entrySet().stream()
                .map(fact -> fact.getKey() + " ".repeat(widest - fact.getKey().length()) + GAP + show(fact.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String show(Object value) {
        return Printable.escape(value instanceof Instant time ? TIME.format(time) : value.toString(), LONGEST_VALUE);
    }

    /** One JSON object, on one line; names have underscores for blanks, times are in UTC. */
    String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        values.forEach((name, value) ->
                members.put(name.replace(' ', '_'), value instanceof Instant time ? time.toString() : value));
        return JsonWriter.<Map<String, Object>>standard().writeToString(members);
    }
}
