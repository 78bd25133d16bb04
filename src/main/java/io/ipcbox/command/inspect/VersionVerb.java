package io.ipcbox.command.inspect;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.Facts;
import io.ipcbox.command.JsonOption;
import io.ipcbox.command.Verb;
import io.ipcbox.command.Word;
import io.ipcbox.console.Console;
import io.ipcbox.process.PlatformVersions;
import io.ipcbox.ring.RingFile;
import io.ipcbox.text.ProgramVersion;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code version}: the versions that a bug report needs. */
@Command(name = "version", description = "Shows the versions of ipcbox, Java, the kernel, glibc and the ring layout.")
public record VersionVerb(JsonOption json) implements Verb {
    public static final Word WORD =
            Word.of("version", "the versions of ipcbox, Java, the kernel, glibc and the ring layout", () -> {
                JsonOption json = new JsonOption();
                return CommandHelp.spec(new VersionVerb(json), List.of(json));
            });

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
