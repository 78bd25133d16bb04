package io.ipcbox.command.inspect;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Facts;
import io.ipcbox.command.Verb;
import io.ipcbox.command.Word;
import io.ipcbox.console.Console;
import io.ipcbox.process.PlatformVersions;
import io.ipcbox.ring.RingFile;
import io.ipcbox.text.ProgramVersion;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code version}: what an error report should name. */
@Command(name = "version", description = "Shows the versions of the program, of what it runs on, and of its layouts.")
public final class VersionVerb implements Verb {
    public static final Word WORD = Word.of(
            "version",
            "the versions of the program, of what it runs on, and of its layouts",
            () -> CommandHelp.spec(new VersionVerb(), List.of()));

    @Option(names = "--json", description = "as one JSON object, for programs")
    private boolean json;

    private VersionVerb() {}

    @Override
    public void run(Console console) {
        PlatformVersions platform = PlatformVersions.ofThisProcess();
        new Facts()
                .with("ipcbox", ProgramVersion.number())
                .with("java", platform.java())
                .with("kernel", platform.kernel())
                .with("glibc", platform.glibc())
                .with("ring layout", RingFile.LAYOUT_VERSION)
                .print(console, json);
    }
}
