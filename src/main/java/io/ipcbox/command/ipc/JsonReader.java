package io.ipcbox.command.ipc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one JSON text, strictly (RFC 8259), and writes it as Python's {@code print} does. Use once. */
final class JsonReader {
    private static final int DEEPEST = 500;
    private static final Pattern NUMBER = Pattern.compile("(-?(?:0|[1-9][0-9]*))(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Map<String, String> WORDS = Map.of("true", "True", "false", "False", "null", "None");

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    /** The text is no JSON, or deeper than anybody reads. */
    static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NotJsonException(String what) {
            super(what);
        }
    }

    /** All of it. A string alone is printed without quotes, as Python does. */
    String read() throws NotJsonException {
        skipBlanks();
        String value = peek() == '"' ? string() : value();
        skipBlanks();
        if (at != text.length()) {
            throw new NotJsonException("something follows at " + at);
        }
        return value;
    }

    private String value() throws NotJsonException {
        skipBlanks();
        return switch (peek()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> PythonString.quote(string());
            default -> scalar();
        };
    }

    private interface Part {
        String read() throws NotJsonException;
    }

    private String nested(Part part) throws NotJsonException {
        if (++depth > DEEPEST) {
            throw new NotJsonException("too deep");
        }
        at++;
        String read = part.read();
        depth--;
        return read;
    }

    private String object() throws NotJsonException {
        // Of a name that comes twice the last value counts, at the place of the first.
        Map<String, String> members = new LinkedHashMap<>();
        if (!takes('}')) {
            do {
                skipBlanks();
                String name = PythonString.quote(string());
                require(':');
                members.put(name, value());
            } while (takes(','));
            require('}');
        }
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String array() throws NotJsonException {
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        if (!takes(']')) {
            do {
                elements.add(value());
            } while (takes(','));
            require(']');
        }
        return elements.toString();
    }

    private String scalar() throws NotJsonException {
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            if (text.startsWith(word.getKey(), at)) {
                at += word.getKey().length();
                return word.getValue();
            }
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new NotJsonException("no value at " + at);
        }
        at = number.end();
        boolean integer = number.group(2) == null && number.group(3) == null;
        return integer ? PythonNumber.ofInteger(number.group()) : PythonNumber.ofFloat(number.group());
    }

    private String string() throws NotJsonException {
        require('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                throw new NotJsonException("a control character at " + at);
            }
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() throws NotJsonException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int value = 0;
                for (int i = 0; i < 4; i++) {
                    char digit = next();
                    int of = digit < 0x80 ? Character.digit(digit, 16) : -1;
                    if (of < 0) {
                        throw new NotJsonException("no hexadecimal digit at " + at);
                    }
                    value = value << 4 | of;
                }
                yield (char) value;
            }
            default -> throw new NotJsonException("no escape at " + at);
        };
    }

    private boolean takes(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) throws NotJsonException {
        if (!takes(wanted)) {
            throw new NotJsonException("no " + wanted + " at " + at);
        }
    }

    private char peek() throws NotJsonException {
        if (at >= text.length()) {
            throw new NotJsonException("it ends early");
        }
        return text.charAt(at);
    }

    private char next() throws NotJsonException {
        char c = peek();
        at++;
        return c;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
