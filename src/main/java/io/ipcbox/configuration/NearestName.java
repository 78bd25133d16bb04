package io.ipcbox.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name most likely meant. Any thread may call. */
public final class NearestName {
    /** No name is nearly as long, and the comparison takes time and memory with the product of the lengths. */
    private static final int LONGEST = 80;

    private NearestName() {}

    /**
     * The candidate that the fewest typing mistakes (a letter left out, added, changed, or two swapped) turn into the
     * word, if at most every third letter is one; else the only one that ends in {@code .word}.
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String typed = word.toLowerCase(Locale.ROOT);
        Optional<String> nearest =
                candidates.stream().min(Comparator.comparingInt(candidate -> mistakes(typed, candidate)));
        return nearest.filter(name -> mistakes(typed, name) <= Math.max(1, typed.length() / 3))
                .or(() -> onlyOneThatEndsIn("." + typed, candidates));
    }

    private static Optional<String> onlyOneThatEndsIn(String suffix, Collection<String> candidates) {
        var matching = candidates.stream()
                .filter(candidate -> candidate.endsWith(suffix))
                .toList();
        return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
    }

    /** The edit distance with swaps of neighbours (optimal string alignment). */
    private static int mistakes(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
