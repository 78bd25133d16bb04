package io.ipcbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the documents without running anything. {@code DocumentationIT} runs their commands. */
class DocumentationTest {
    private static final int README_LINES = 150;
    private static final int NOT_RUN = 12;
    private static final List<String> PROGRAMS = List.of("java", "python", "c");
    private static final List<String> NOT_PROGRAMS = List.of("console", "xml", "");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern COMMAND = Pattern.compile("(?:.*\\| )?(?:scripts/|\\./mvnw|\\.ci/|nc ).*");

    static List<MarkdownFile> documents() {
        return MarkdownFile.all();
    }

    /** Without the files for contributors. */
    static Stream<MarkdownFile> documentsForUsers() {
        return documents().stream()
                .filter(document ->
                        document.path().getParent() != null || document.path().equals(Path.of("README.md")));
    }

    @Test
    void readmeIsShort() {
        assertThat(Path.of("README.md"))
                .content()
                .satisfies(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(README_LINES));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToAFileAndAHeading(MarkdownFile document) {
        LINK.matcher(document.prose()).results().forEach(link -> {
            Path target = link.group(1).isEmpty()
                    ? document.path()
                    : document.path().resolveSibling(link.group(1)).normalize();
            assertThat(target).as(document + ": " + link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as(document + ": " + link.group()).contains(link.group(2));
            }
        });
    }

    private static List<String> anchors(Path markdown) {
        return HEADING.matcher(MarkdownFile.read(markdown).prose())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void programsHaveANameAndAreRun(MarkdownFile document) {
        for (CodeBlock block : document.blocks()) {
            String where = document + ":" + block.line();
            assertThat(block.language())
                    .as(where)
                    .isIn(Stream.of(PROGRAMS, NOT_PROGRAMS)
                            .flatMap(List::stream)
                            .toList());
            if (PROGRAMS.contains(block.language())) {
                assertThat(block.fileName()).as("the file name before " + where).isNotEmpty();
                assertThat(commands(document))
                        .as("a command that runs " + where)
                        .anyMatch(command -> List.of(command.split("\\s+")).contains(block.fileName()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documentsForUsers")
    void commandsInTheTextAreAlsoInABlock(MarkdownFile document) {
        List<String> run =
                documents().stream().flatMap(DocumentationTest::commands).toList();
        List<String> mentioned = SPAN.matcher(document.prose())
                .results()
                .map((MatchResult span) -> span.group(1).replace("\\|", "|"))
                .filter(span -> COMMAND.matcher(span).matches() && !isScript(span))
                .toList();
        assertThat(mentioned).allMatch(span -> run.stream().anyMatch(command -> command.contains(span)));
    }

    private static boolean isScript(String span) {
        return Files.isExecutable(Path.of(span));
    }

    @Test
    void dependencyHasTheVersionOfThePom() throws IOException {
        MatchResult version = Pattern.compile("<artifactId>ipcbox</artifactId>\\s*(<version>.*</version>)")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow();
        List<CodeBlock> dependencies = documents().stream()
                .flatMap(document -> document.blocks().stream())
                .filter(block -> block.language().equals("xml"))
                .toList();
        assertThat(dependencies).isNotEmpty().allMatch(block -> block.text().contains(version.group(1)));
    }

    @Test
    void fewCommandsAreNotRun() {
        List<ConsoleBlock.Step> notRun = documents().stream()
                .flatMap(document -> document.consoles().map(block -> ConsoleBlock.of(document, block)))
                .flatMap(block -> block.allSteps().stream())
                .filter(ConsoleBlock.Step::isNotRun)
                .toList();
        assertThat(notRun).hasSizeLessThanOrEqualTo(NOT_RUN);
    }

    private static Stream<String> commands(MarkdownFile document) {
        return document.consoles()
                .flatMap(block -> ConsoleBlock.of(document, block).allSteps().stream())
                .map(ConsoleBlock.Step::command);
    }

    static Stream<String> pictures() {
        return Stream.of("processes", "packages");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picturesAreUpToDate(String name) throws IOException {
        Drawing drawing = name.equals("processes") ? ProcessesDrawing.draw() : PackagesDrawing.draw();
        Path stored = Path.of("src/docs", name + ".svg");
        if (!Files.exists(stored) || !Files.readString(stored).equals(drawing.toString())) {
            Path drawn = Files.createDirectories(Path.of("target/docs")).resolve(name + ".svg");
            Files.writeString(drawn, drawing.toString());
            assertThat(stored).as("stale: cp %s src/docs/", drawn).hasSameTextualContentAs(drawn);
        }
    }
}
