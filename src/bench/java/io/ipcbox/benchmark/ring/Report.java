package io.ipcbox.benchmark.ring;

import java.util.Locale;
import java.util.StringJoiner;

/** The results of a process: a JSON object on a line of standard output. */
final class Report {
    private Report() {}

    /** @param namesAndNumbers a name, its number, a name, its number … */
    static void print(Object... namesAndNumbers) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            double number = ((Number) namesAndNumbers[i + 1]).doubleValue();
            json.add(String.format(Locale.ROOT, "\"%s\":%.4f", namesAndNumbers[i], number));
        }
        System.out.println(json);
        System.out.flush();
    }
}
