package io.ipcbox.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.launch.Words;
import io.ipcbox.settings.SettingLimits;
import io.ipcbox.support.CProgram;
import io.ipcbox.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Whether the pages are whole, and roff that man(1) shows without a complaint. */
class ManPagesTest {
    private static final List<Command> COMMANDS = Command.allOf(Words.TREE);
    private static final List<ManPage> PAGES = new ManPages("2026-11-28").of(COMMANDS);

    static Stream<ManPage> pages() {
        return PAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void manShowsThePageWithoutAComplaint(ManPage page, @TempDir Path directory) throws IOException {
        assumeTrue(CProgram.isInstalled("groff"), "needs groff");
        Path file = Files.writeString(directory.resolve(page.name() + ".1"), page.text());
        try (RunningProgram groff =
                RunningProgram.start(List.of("groff", "-man", "-ww", "-Tutf8", "-P-cbou", file.toString()))) {
            assertThat(groff.remainingLines()).contains("NAME", "SYNOPSIS", "DESCRIPTION", "SEE ALSO");
            assertThat(groff.errors()).isEmpty();
        }
    }

    @Test
    void thereIsAPageForTheProgramAndForEachNoun() {
        assertThat(PAGES)
                .extracting(ManPage::name)
                .contains("ipcbox", "ipcbox-posix-msq", "ipcbox-sysv-sem", "ipcbox-lab");
    }

    @Test
    void everyCommandAndOptionIsInAPage() {
        for (Command command : COMMANDS) {
            assertThat(PAGES).as(command.typed()).anySatisfy(page -> {
                assertThat(page.text()).contains(Roff.bold(command.isRole() ? command.name() : command.typed()));
                if (!command.isRole()) {
                    assertThat(command.spec().options())
                            .filteredOn(option -> !option.hidden())
                            .extracting(OptionSpec::longestName)
                            .allSatisfy(name -> assertThat(page.text()).contains(name.replace("-", "\\-")));
                }
            });
        }
    }

    @Test
    void everySettingIsExplained() {
        List<Setting> settings = Setting.allOf(Template.of("/application.yml"));
        assertThat(settings).extracting(Setting::name).containsExactlyInAnyOrderElementsOf(SettingLimits.names());
        assertThat(settings).allSatisfy(setting -> assertThat(setting.text()).endsWith("."));
        assertThat(settings)
                .filteredOn(setting -> setting.defaultValue().isEmpty())
                .extracting(Setting::name)
                .containsExactly("ipcbox.directory", "ipcbox.tcp.ssl-bundle");
    }

    @Test
    void whatRoffWouldObeyIsText() {
        assertThat(new Roff()
                        .text(".so /etc/passwd")
                        .text("'a'")
                        .text("C:\\new~1")
                        .term("-x", "a…é"))
                .hasToString("\\&.so /etc/passwd\n\\&'a'\nC:\\enew\\(ti1\n.TP\n\\fB\\-x\\fR\na...\\[u00E9]\n");
    }
}
