package io.ipcbox.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares output with a document and ignores what varies from run to run. In a document, {@code …} stands for any text,
 * and a line that contains nothing else for any number of lines.
 */
public final class Likeness {
    /** In a document: any text or, alone on a line, any number of lines. */
    public static final String ANYTHING = "…";

    /** What varies from run to run; the first group of each pattern stays. */
    private static final List<Pattern> VOLATILE = Stream.of(
                    "()\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?",
                    "((?:pid|semid:|msqid:|shmid:|Child) )\\d+",
                    "()0x[0-9a-f]{8}",
                    "(\"[ug]id\":)\\d+",
                    "(^[ug]id )\\d+",
                    "(^(?:java|kernel|glibc) )\\S+",
                    "(^ipcbox-[a-z]+ (?:socket|pipe|shared memory) )\\d+",
                    "(^without a semaphore: 200000 additions, the counter shows )\\d+: \\d+")
            .map(Pattern::compile)
            .toList();

    private Likeness() {}

    /** Whether the lines match in order. */
    public static boolean inOrder(List<String> documented, List<String> printed) {
        if (documented.isEmpty()) {
            return printed.isEmpty();
        }
        List<String> rest = documented.subList(1, documented.size());
        if (documented.getFirst().equals(ANYTHING)) {
            return inOrder(rest, printed)
                    || (!printed.isEmpty() && inOrder(documented, printed.subList(1, printed.size())));
        }
        return !printed.isEmpty()
                && ofLine(documented.getFirst(), printed.getFirst())
                && inOrder(rest, printed.subList(1, printed.size()));
    }

    /** Whether the lines match in any order, for processes that run at the same time. */
    public static boolean inAnyOrder(List<String> documented, List<String> printed) {
        List<String> left = new ArrayList<>(printed);
        for (String line : documented) {
            if (!line.equals(ANYTHING)) {
                List<String> alike =
                        left.stream().filter(other -> ofLine(line, other)).toList();
                if (alike.isEmpty()) {
                    return false;
                }
                left.remove(alike.getFirst());
            }
        }
        return left.isEmpty() || documented.contains(ANYTHING);
    }

    public static boolean ofLine(String documented, String printed) {
        String pattern = Stream.of(withoutVolatile(documented).split(ANYTHING, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return withoutVolatile(printed).matches(pattern);
    }

    // The width of a column depends on its values.
    private static String withoutVolatile(String line) {
        String constant = line.strip().replaceAll(" {2,}", " ");
        for (Pattern pattern : VOLATILE) {
            constant = pattern.matcher(constant).replaceAll("$1#");
        }
        return constant;
    }
}
