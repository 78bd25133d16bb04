package io.ipcbox.launch;

import io.ipcbox.console.StreamConsole;
import io.ipcbox.lab.LabChild;
import io.ipcbox.process.ExitCode;
import io.ipcbox.process.GivenText;
import io.ipcbox.process.ParentBond;
import io.ipcbox.settings.SettingsReader;
import io.ipcbox.text.ProgramVersion;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The entry point: parses the command line and does what it asks for. There is no component scan and no
 * auto-configuration: each role names its parts, so that a client starts fast.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({ServerConfiguration.class, ClientConfiguration.class})
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        GivenText.restartWhereHidden(arguments);
        boolean isOfLab = LabChild.isMeant(arguments);
        ParentBond.tie(isOfLab);
        if (isOfLab) {
            // An orderly exit would search every jar for a logger first.
            Runtime.getRuntime().halt(LabChild.run(arguments));
        }
        List<String> words = List.of(arguments);
        Failures failures = Failures.install(words.contains("--debug"));
        try {
            GivenText.require(arguments, System.getenv());
            System.exit(run(CommandLineParser.parse(words, Words.TREE, profilesSetElsewhere())));
        } catch (Throwable thrown) {
            failures.end(thrown);
        }
    }

    /** Does what the command line asks for, and returns the exit code. */
    public static int run(CommandLine commandLine) {
        return switch (commandLine.request()) {
            case CommandLine.Run run -> {
                DescriptorLimit.require();
                yield new RoleLauncher(commandLine).run(run.role());
            }
            case CommandLine.OneShot command -> {
                DescriptorLimit.require();
                if (!commandLine.settings().isEmpty()) {
                    SettingsReader.checkNames(commandLine.settings());
                }
                yield OneShotCommands.run(Words.TREE, command.words());
            }
            case CommandLine.ShowHelp help -> show(HelpText.of(Words.TREE));
            case CommandLine.ShowVersion version -> show(ProgramVersion.text());
        };
    }

    private static int show(String text) {
        StreamConsole.standard().line(text.stripTrailing());
        return ExitCode.DONE;
    }

    private static String profilesSetElsewhere() {
        return Optional.ofNullable(System.getProperty("spring.profiles.active"))
                .or(() -> Optional.ofNullable(System.getenv("SPRING_PROFILES_ACTIVE")))
                .orElse("");
    }
}
