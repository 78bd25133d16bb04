package io.ipcbox.message;

import static io.ipcbox.support.property.Generator.PLENTY;
import static io.ipcbox.support.property.Generator.among;
import static io.ipcbox.support.property.Generator.bigIntegers;
import static io.ipcbox.support.property.Generator.bytes;
import static io.ipcbox.support.property.Generator.joined;
import static io.ipcbox.support.property.Generator.longs;
import static io.ipcbox.support.property.Generator.sequence;
import static io.ipcbox.support.property.Generator.text;
import static io.ipcbox.support.property.Generator.weighted;
import static io.ipcbox.support.property.Property.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.property.Generator;
import io.ipcbox.support.property.Generator.Weighted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parser against a slow reference: split, a regular expression, {@link BigInteger}. */
class LineParserPropertyTest {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Words that are integers, nearly integers, or anything of the characters that matter. */
    private static Generator<String> words() {
        Generator<String> longs = longs().map(String::valueOf);
        Generator<String> limits = among(MIN, MIN.subtract(BigInteger.ONE), MAX, MAX.add(BigInteger.ONE))
                .map(String::valueOf);
        Generator<String> around = bigIntegers(MIN.multiply(BigInteger.TEN), MAX.multiply(BigInteger.TEN))
                .map(String::valueOf);
        Generator<String> numerals = text("0123456789", 1, 25);
        Generator<String> anything = text("0159+-x,\u0000\u00A0\u00FF", 1, 6);
        return weighted(
                new Weighted<>(12, longs),
                new Weighted<>(4, numerals),
                new Weighted<>(2, around),
                new Weighted<>(2, limits),
                new Weighted<>(1, anything));
    }

    private static Generator<String> lines() {
        Generator<String> edges = text(" \t\r", 0, 2);
        Generator<String> blanks = text(" \t\r", 1, 3);
        Generator<String> others = joined(sequence(blanks, words()), 0, 8);
        return sequence(edges, words(), others, edges);
    }

    @Test
    void linesAreReadAsTheReferenceReadsThem() {
        forAll(lines(), LineParserPropertyTest::assertAlike);
    }

    @Test
    void anyBytesAreReadAsTheReferenceReadsThem() {
        forAll(bytes(0, PLENTY), bytes -> assertAlike(new String(bytes, ISO_8859_1)));
    }

    @Test
    void bytesThatMatterAreReadAsTheReferenceReadsThem() {
        forAll(text("  \t\r\n+-0129/:", 0, 30), LineParserPropertyTest::assertAlike);
    }

    private static void assertAlike(String line) {
        assertThat(parsed(line)).isEqualTo(reference(line));
    }

    /** The values, or the error without the word, whose escaping is not tested here. */
    private static String parsed(String line) {
        byte[] bytes = line.getBytes(ISO_8859_1);
        try {
            return LineParser.parse(bytes, 0, bytes.length)
                    .map(IntegerLine::toArray)
                    .map(Arrays::toString)
                    .orElse("[]");
        } catch (NotAnIntegerException e) {
            String message = String.valueOf(e.getMessage());
            return message.substring(0, message.indexOf(':')) + message.substring(message.lastIndexOf(" (word"));
        }
    }

    private static String reference(String line) {
        List<String> words = new ArrayList<>(List.of(line.split("[ \t\r]+")));
        words.removeIf(String::isEmpty);
        List<BigInteger> values = new ArrayList<>();
        for (String word : words) {
            String place = " (word " + (values.size() + 1) + " of " + words.size() + ")";
            if (!word.matches("[+-]?[0-9]+")) {
                boolean separated = word.matches("[+-]?[0-9]*(?s)[,;].*");
                return "not an integer" + place + (separated ? "; separate integers by spaces: 1 2 3" : "");
            }
            BigInteger value = new BigInteger(word);
            if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
                return "not a 64-bit integer" + place + "; integers lie between " + MIN + " and " + MAX;
            }
            values.add(value);
        }
        return values.toString();
    }
}
