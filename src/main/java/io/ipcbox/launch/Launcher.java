package io.ipcbox.launch;

import io.ipcbox.console.StreamConsole;
import io.ipcbox.lab.LabChild;
import io.ipcbox.process.ExitCode;
import io.ipcbox.process.GivenText;
import io.ipcbox.process.ParentBond;
import io.ipcbox.text.ProgramVersion;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The entry point: finds out what the command line asks for, and has it done. Nothing is scanned and nothing is
 * configured by what happens to lie on the class path: each role names its parts, so that a client starts fast.
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
            // A bare JVM with one thing to do. An exit in good order would look for a logger first, in every jar.
            Runtime.getRuntime().halt(LabChild.run(arguments));
        }
        List<String> words = List.of(arguments);
        Failures failures = Failures.install(words.contains("--debug"));
        try {
            GivenText.require(arguments, System.getenv());
            System.exit(run(CommandLineParser.parse(words, Words.ofCommands(), profilesSetElsewhere())));
        } catch (Throwable thrown) {
            failures.end(thrown);
        }
    }

    /** Does it, and returns the exit code. */
    public static int run(CommandLine commandLine) {
        return switch (commandLine.request()) {
            case Request.Run run -> {
                DescriptorLimit.require();
                yield new RoleLauncher(commandLine).run(run.role());
            }
            case Request.OneShot command -> {
                DescriptorLimit.require();
                yield OneShotCommands.run(Words.TREE, command.words());
            }
            case Request.ShowHelp help -> show(HelpText.of(Words.TREE));
            case Request.ShowVersion version -> show(ProgramVersion.text());
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
