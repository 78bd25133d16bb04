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

/** What Python prints of a message after {@code json.loads}: a dict, a list, a number. Pure functions. */
final class PythonText {
    /** As many as Python makes an integer of. What is nested deeper than Jackson's own limit, 500, is no JSON either. */
    private static final int MOST_DIGITS = 4300;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MOST_DIGITS)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // A message's names are seen once; a table of them would only grow.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private PythonText() {}

    /** JSON as Python prints it, anything else as text; printable in any case. */
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
            // A string alone is printed without quotes.
            String all = json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : value(json);
            if (json.nextToken() != null) {
                throw new StreamReadException(json, "something follows");
            }
            return all;
        }
    }

    /** The value that the current token begins. */
    private static String value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> dict(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> PythonString.quote(json.getString());
            case VALUE_NUMBER_INT -> PythonNumber.ofInteger(json.getString());
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
            // Jackson reads further spellings, Python does not.
            case "INF", "+INF", "-INF", "+Infinity" -> throw new StreamReadException(json, "no number");
            default -> PythonNumber.ofFloat(json.getString());
        };
    }

    private static String dict(JsonParser json) {
        // Of a name that comes twice the last value counts, at the place of the first.
        Map<String, String> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = PythonString.quote(json.getString());
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
