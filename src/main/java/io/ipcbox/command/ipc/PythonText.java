package io.ipcbox.command.ipc;

import io.ipcbox.text.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** A message as Python prints it after {@code json.loads}: a dict, a list, a number. Pure functions. */
final class PythonText {
    /** Python's own limit. Nesting deeper than Jackson's limit, 500, also counts as no JSON. */
    private static final int MOST_DIGITS = 4300;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MOST_DIGITS)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // The names of a message occur once; a table of them would only grow.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private PythonText() {}

    /** JSON as Python prints it, anything else as text; always printable. */
    static String of(byte[] message) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            return Printable.escape(ofJson(text), Integer.MAX_VALUE);
        } catch (CharacterCodingException | JacksonException e) {
            return Printable.escape(message, Integer.MAX_VALUE);
        }
    }

    private static String ofJson(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            // A string that is the whole message is printed without quotes.
            String all = json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : value(json);
            if (json.nextToken() != null) {
                throw new StreamReadException(json, "something follows");
            }
            return all;
        }
    }

    /** The value that begins with the current token. */
    private static String value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> dict(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> PythonLiteral.ofString(json.getString());
            case VALUE_NUMBER_INT -> PythonLiteral.ofInteger(json.getString());
            case VALUE_NUMBER_FLOAT -> number(json);
            case VALUE_TRUE -> "True";
            case VALUE_FALSE -> "False";
            case VALUE_NULL -> "None";
            case null, default -> throw new StreamReadException(json, "no value");
        };
    }

    private static String number(JsonParser json) {
        return switch (json.getString()) {
            case "NaN" -> "nan";
            case "Infinity" -> "inf";
            case "-Infinity" -> "-inf";
            // Jackson accepts more spellings than Python.
            case "INF", "+INF", "-INF", "+Infinity" -> throw new StreamReadException(json, "no number");
            default -> PythonLiteral.ofFloat(json.getString());
        };
    }

    private static String dict(JsonParser json) {
        // For a repeated name the last value counts, at the place of the first.
        Map<String, String> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = PythonLiteral.ofString(json.getString());
            json.nextToken();
            members.put(name, value(json));
        }
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String list(JsonParser json) {
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(json));
        }
        return elements.toString();
    }
}
