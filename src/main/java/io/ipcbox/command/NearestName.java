package io.ipcbox.command;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.Levenshtein;

/** What somebody who mistyped a name most likely meant. */
final class NearestName {
    /** No name is nearly as long, and the comparison takes time with the product of the lengths. */
    private static final int LONGEST = 80;

    private NearestName() {}

    /**
     * The candidate that the fewest typing mistakes turn into the word, if at most every third letter is one, or one
     * letter of a short word.
     */
    static Optional<String> of(String word, Stream<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        record Near(String name, int mistakes) {}
        return candidates
                .map(name -> new Near(name, Levenshtein.distance(word, name)))
                .filter(near -> near.mistakes <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(Near::mistakes).thenComparing(Near::name))
                .map(Near::name);
    }
}
