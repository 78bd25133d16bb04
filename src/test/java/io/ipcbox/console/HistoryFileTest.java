package io.ipcbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    Path directory;

    @Test
    void fileAndItsDirectoryAreForTheUserAlone() throws IOException {
        Path file =
                HistoryFile.open(directory + "/state", "/nowhere", "/nowhere").orElseThrow();
        assertThat(file).isEqualTo(directory.resolve("state/ipcbox/history")).isEmptyFile();
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("state/ipcbox"))).isEqualTo("rwx------");
    }

    @Test
    void homeIsTakenWhereTheVariableSaysNothingUseful() {
        Path expected = directory.resolve(".local/state/ipcbox/history");
        assertThat(HistoryFile.open(null, directory.toString(), null)).contains(expected);
        assertThat(HistoryFile.open("", directory.toString(), null)).contains(expected);
        assertThat(HistoryFile.open("relative", directory.toString(), "/nowhere"))
                .contains(expected);
    }

    @Test
    void homeOfThePasswordFileIsForAProcessWithoutHome() {
        Path expected = directory.resolve(".local/state/ipcbox/history");
        assertThat(HistoryFile.open(null, null, directory.toString())).contains(expected);
        assertThat(HistoryFile.open(null, "", directory.toString())).contains(expected);
    }

    @Test
    void thereIsNoHistoryWithoutAHome() {
        assertThat(HistoryFile.open(null, null, null)).isEmpty();
        assertThat(HistoryFile.open(null, null, "?")).isEmpty();
    }

    @Test
    void existingFileIsKeptAndClosedToOthers() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        Files.writeString(file, "1 2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(HistoryFile.open(directory.toString(), null, null)).contains(file);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("1 2\n");
    }

    @Test
    void whatIsNoFileIsNoHistory() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/null"));
        assertThat(HistoryFile.open(directory.toString(), null, null)).isEmpty();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(HistoryFile.open(directory.toString(), null, null)).isEmpty();
    }

    @Test
    void placeThatCannotBeWrittenIsNoHistory() throws IOException {
        Path inTheWay = Files.createFile(directory.resolve("file"));
        assertThat(HistoryFile.open(inTheWay.toString(), null, null)).isEmpty();
    }

    @Test
    void historyIsKeptFromOneRunToTheNext() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        attached(file).add("3 1 2");
        attached(file).add("back\\slash");
        assertThat(attached(file)).extracting(entry -> entry.line()).containsExactly("3 1 2", "back\\slash");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void bytesThatAreNoTextHideNothingElse() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        Files.write(file, new byte[] {'1', '\n', (byte) 0xFF, '2', '\n', 'x', '\\', '\n', '\\', '\\', '\n', '4', '\\'});
        assertThat(HistoryFile.open(directory.toString(), null, null)).isPresent();
        attached(file).add("3 1 2");
        assertThat(attached(file))
                .extracting(entry -> entry.line())
                .containsExactly("1", "\uFFFD2", "x\\", "\\", "4\\", "3 1 2");
    }

    @Test
    void fileIsReplacedAtOnceWhereMoreThanItsLastLineFeedIsMissing() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        Files.writeString(file, "1\\\n2");
        Path old = Files.createLink(directory.resolve("old"), file);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(HistoryFile.open(directory.toString(), null, null)).contains(file);
        assertThat(Files.readString(old)).isEqualTo("1\\\n2");
        assertThat(Files.readString(link)).isEqualTo("1\\\\\n2\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void missingLastLineFeedIsAppended() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        Files.writeString(file, "1\n2");
        Path same = Files.createLink(directory.resolve("same"), file);
        assertThat(HistoryFile.open(directory.toString(), null, null)).contains(file);
        assertThat(Files.readString(same)).isEqualTo("1\n2\n");
    }

    @Test
    void vanishedFileIsIgnored() throws IOException {
        Path file = HistoryFile.open(directory.toString(), null, null).orElseThrow();
        QuietHistory history = attached(file);
        Files.delete(file);
        Files.delete(directory.resolve("ipcbox"));
        Files.createFile(directory.resolve("ipcbox"));
        history.add("3 1 2");
        assertThat(history).hasSize(1);
    }

    @Test
    void pastedMassesAreNotKept() throws IOException {
        QuietHistory history =
                attached(HistoryFile.open(directory.toString(), null, null).orElseThrow());
        history.add("1 ".repeat(10_000));
        assertThat(history).isEmpty();
    }

    private static QuietHistory attached(Path file) throws IOException {
        QuietHistory history = new QuietHistory();
        LineReader reader = LineReaderBuilder.builder()
                .terminal(new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream()))
                .history(history)
                .variable(LineReader.HISTORY_FILE, file)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
        history.attach(reader);
        return history;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
