package io.ipcbox.release;

import io.ipcbox.command.CommandTree;
import io.ipcbox.launch.Words;
import io.ipcbox.text.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes man pages, completion and the version into a directory. Run by {@code scripts/release}. */
public final class ReleaseFiles {
    private ReleaseFiles() {}

    /** @param arguments the directory, which need not exist, and the date of the release: {@code 2026-11-28} */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments[1], Words.TREE);
    }

    static void write(Path directory, String date, CommandTree tree) throws IOException {
        List<Command> commands = Command.allOf(tree);
        Files.createDirectories(directory.resolve("man1"));
        for (ManPage page : new ManPages(date).of(commands)) {
            Files.writeString(directory.resolve("man1").resolve(page.name() + ".1"), page.text());
        }
        Files.writeString(directory.resolve("ipcbox.bash"), BashCompletion.of(commands));
        Files.writeString(directory.resolve("_ipcbox"), ZshCompletion.of(commands));
        Files.writeString(directory.resolve("version"), ProgramVersion.number() + "\n");
    }
}
