package io.ipcbox.lab;

import java.util.List;

/** What all processes of one run know. Immutable. */
record Run(String program, RunObjects objects, Explanation explanation) {
    private static final int WORDS = 4;

    /** As words of a command line. */
    List<String> words() {
        return List.of(program, objects.name(), Integer.toString(objects.key()), explanation.name());
    }

    static Run of(List<String> words) {
        RunObjects objects = new RunObjects(words.get(1), Integer.parseInt(words.get(2)));
        return new Run(words.getFirst(), objects, Explanation.valueOf(words.get(3)));
    }

    /** The words after those of a run. */
    static List<String> behind(List<String> words) {
        return words.subList(WORDS, words.size());
    }

    boolean isExplained() {
        return explanation != Explanation.NONE;
    }

    boolean isSlow() {
        return explanation == Explanation.SLOW;
    }

    /** Removes every object of the run. */
    void removeObjects() {
        objects.remove(program.equals(QueueLab.NAME));
    }
}
