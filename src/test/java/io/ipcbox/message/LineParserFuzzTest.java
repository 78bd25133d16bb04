package io.ipcbox.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Any bytes as a line: the integers that a slow reference finds, or an error for the first other word. */
class LineParserFuzzTest {
    private static final Pattern BLANKS = Pattern.compile("[ \t\r]+");

    @FuzzTest
    void aLineIsReadAsASlowReaderReadsIt(byte[] line) {
        String found;
        try {
            found = LineParser.parse(line, 0, line.length)
                    .map(IntegerLine::toArray)
                    .map(Arrays::toString)
                    .orElse("[]");
        } catch (NotAnIntegerException e) {
            String message = Objects.requireNonNull(e.getMessage());
            found = message.substring(message.lastIndexOf("(word"), message.lastIndexOf(')') + 1);
        }
        String expected = slowly(new String(line, ISO_8859_1));
        if (!found.equals(expected)) {
            throw new AssertionError(found + " instead of " + expected);
        }
    }

    private static String slowly(String line) {
        String[] words =
                BLANKS.splitAsStream(line).filter(word -> !word.isEmpty()).toArray(String[]::new);
        LongStream.Builder values = LongStream.builder();
        for (int i = 0; i < words.length; i++) {
            if (!isLong(words[i])) {
                return "(word " + (i + 1) + " of " + words.length + ")";
            }
            values.add(Long.parseLong(words[i]));
        }
        return Arrays.toString(values.build().toArray());
    }

    private static boolean isLong(String word) {
        int digits = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        boolean numeral = word.length() > digits
                && word.chars().skip(digits).allMatch(character -> character >= '0' && character <= '9');
        return numeral && (word.length() < 19 || new BigInteger(word).bitLength() < Long.SIZE);
    }
}
