package io.ipcbox.lab;

import java.util.List;

/**
 * What all processes of one run know. Immutable.
 *
 * @param program the word of the program
 * @param name what its objects are called: a slash, and nothing that another run has
 * @param key the key of its System V objects
 */
record Run(String program, String name, int key, Explanation explanation) {
    private static final int WORDS = 4;

    /** As words of a command line. */
    List<String> words() {
        return List.of(program, name, Integer.toString(key), explanation.name());
    }

    static Run of(List<String> words) {
        return new Run(words.get(0), words.get(1), Integer.parseInt(words.get(2)), Explanation.valueOf(words.get(3)));
    }

    /** What follows the words of a run. */
    static List<String> behind(List<String> words) {
        return words.subList(WORDS, words.size());
    }

    boolean isExplained() {
        return explanation != Explanation.NONE;
    }

    boolean isSlow() {
        return explanation == Explanation.SLOW;
    }
}
