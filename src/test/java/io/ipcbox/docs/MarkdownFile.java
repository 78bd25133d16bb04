package io.ipcbox.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown file of the project, split into its fenced blocks and the rest.
 *
 * @param prose everything outside the blocks
 */
public record MarkdownFile(Path path, List<CodeBlock> blocks, String prose) {
    private static final String FENCE = "```";

    /** The files in the top directory and in {@code src/docs}. */
    public static List<MarkdownFile> all() {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.list(Path.of("src/docs"))) {
            return Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MarkdownFile read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<CodeBlock> blocks = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        int introduction = 0;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith(FENCE)) {
                int first = at + 1;
                at = first + lines.subList(first, lines.size()).indexOf(FENCE);
                blocks.add(new CodeBlock(
                        first + 1,
                        line.substring(FENCE.length()),
                        lines.subList(first, at),
                        prose.substring(introduction)));
                introduction = prose.length();
            } else {
                prose.append(line).append('\n');
            }
        }
        return new MarkdownFile(path, blocks, prose.toString());
    }

    public Stream<CodeBlock> consoles() {
        return blocks.stream().filter(CodeBlock::isConsole);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
