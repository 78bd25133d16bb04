package io.ipcbox.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.Levenshtein;

/** The name that a mistyped word most likely stands for. Any thread may call. */
public final class NearestName {
    /** No name is nearly as long, and the time of a comparison grows with the product of the lengths. */
    private static final int LONGEST = 80;

    private NearestName() {}

    /**
     * The candidate with the fewest typing mistakes, if that is at most one in three letters, or one in a short word; else
     * the only candidate that ends in {@code .word}.
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String typed = word.toLowerCase(Locale.ROOT);
        return closest(typed, candidates).or(() -> onlyOneThatEndsIn("." + typed, candidates));
    }

    /** The same as a question. */
    public static Optional<String> question(String word, Collection<String> candidates) {
        return of(word, candidates).map(NearestName::ask);
    }

    /** The question whether this name was meant: {@code did you mean "name"?} */
    public static String ask(String name) {
        return "did you mean \"" + name + "\"?";
    }

    private static Optional<String> closest(String word, Collection<String> candidates) {
        record Near(String name, int mistakes) {}
        return candidates.stream()
                .map(name -> new Near(name, Levenshtein.distance(word, name)))
                .filter(near -> near.mistakes <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(Near::mistakes).thenComparing(Near::name))
                .map(Near::name);
    }

    private static Optional<String> onlyOneThatEndsIn(String suffix, Collection<String> candidates) {
        List<String> matching = candidates.stream()
                .filter(candidate -> candidate.endsWith(suffix))
                .toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }
}
