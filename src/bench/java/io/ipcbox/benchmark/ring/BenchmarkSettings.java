package io.ipcbox.benchmark.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process of a run was told: {@code key=value} words, and a directory of the run's own where its processes meet.
 */
record BenchmarkSettings(Path directory, Map<String, String> words) {
    static BenchmarkSettings of(Path directory, List<String> words) {
        Map<String, String> parsed = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            parsed.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new BenchmarkSettings(directory, parsed);
    }

    String text(String key, String otherwise) {
        return words.getOrDefault(key, otherwise);
    }

    int number(String key, int otherwise) {
        String text = words.get(key);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** Size of a message. */
    int bytes() {
        return number("bytes", 32);
    }

    int readers() {
        return number("readers", 1);
    }

    /** Says that something has happened, to whoever waits for it in another process. */
    void mark(String name) throws IOException {
        Files.createFile(directory.resolve(name));
    }

    boolean isMarked(String name) {
        return Files.exists(directory.resolve(name));
    }

    void await(String name) throws InterruptedException {
        while (!isMarked(name)) {
            Thread.sleep(2);
        }
    }
}
