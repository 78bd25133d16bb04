package io.ipcbox.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The parser against a slow one that is plainly right: split, a regular expression, {@link BigInteger}. */
class LineParserPropertyTest {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Words that are integers, nearly integers, or anything of the characters that matter. */
    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> longs = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> limits = Arbitraries.of(MIN, MIN.subtract(BigInteger.ONE), MAX, MAX.add(BigInteger.ONE))
                .map(String::valueOf);
        Arbitrary<String> around = Arbitraries.bigIntegers()
                .between(MIN.multiply(BigInteger.TEN), MAX.multiply(BigInteger.TEN))
                .map(String::valueOf);
        Arbitrary<String> numerals =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25);
        Arbitrary<String> anything = Arbitraries.strings()
                .withChars("0159+-x,\u0000\u00A0\u00FF")
                .ofMinLength(1)
                .ofMaxLength(6);
        return Arbitraries.frequencyOf(
                Tuple.of(12, longs),
                Tuple.of(4, numerals),
                Tuple.of(2, around),
                Tuple.of(2, limits),
                Tuple.of(1, anything));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> blanks =
                Arbitraries.strings().withChars(" \t\r").ofMinLength(1).ofMaxLength(3);
        Arbitrary<String> edges = Arbitraries.strings().withChars(" \t\r").ofMaxLength(2);
        Arbitrary<String> middle = words().flatMap(first -> Combinators.combine(blanks, words())
                .as(String::concat)
                .list()
                .ofMaxSize(8)
                .map(rest -> first + String.join("", rest)));
        return Combinators.combine(edges, middle, edges).as((left, text, right) -> left + text + right);
    }

    // The edge cases of so many parts outnumber the tries; the edges that matter are among the words.
    @Property(edgeCases = EdgeCasesMode.NONE)
    void linesAreReadAsTheReferenceReadsThem(@ForAll("lines") String line) {
        assertAlike(line);
    }

    @Property
    void anyBytesAreReadAsTheReferenceReadsThem(@ForAll byte[] bytes) {
        assertAlike(new String(bytes, ISO_8859_1));
    }

    @Property
    void bytesThatMatterAreReadAsTheReferenceReadsThem(@ForAll("bytesThatMatter") String line) {
        assertAlike(line);
    }

    @Provide
    Arbitrary<String> bytesThatMatter() {
        return Arbitraries.strings().withChars("  \t\r\n+-0129/:").ofMaxLength(30);
    }

    private static void assertAlike(String line) {
        assertThat(parsed(line)).isEqualTo(reference(line));
    }

    /** What the parser says: the values, or the complaint without the word, whose escaping is not the matter here. */
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
