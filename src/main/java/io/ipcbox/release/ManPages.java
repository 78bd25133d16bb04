package io.ipcbox.release;

import io.ipcbox.text.ProgramVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The man pages: one for the program, and one for each command that does one thing and is a first word or has others below
 * it. A command without others is described in the page of the one above it. For one thread.
 */
final class ManPages {
    /** Wider than any synopsis, which roff breaks. */
    private static final int WIDE = 10_000;

    private final String date;

    ManPages(String date) {
        this.date = date;
    }

    List<ManPage> of(List<Command> commands) {
        List<Command> pages = commands.stream().filter(ManPages::hasPage).toList();
        return Stream.concat(Stream.of(ofProgram(commands)), pages.stream().map(command -> ofCommand(command, pages)))
                .toList();
    }

    private static boolean hasPage(Command command) {
        return !command.isRole()
                && (command.isFirstWord() || command.below().findAny().isPresent());
    }

    private static String nameOf(Command command) {
        return "ipcbox-" + String.join("-", command.path());
    }

    private ManPage ofProgram(List<Command> commands) {
        Roff roles = new Roff();
        Roff others = new Roff();
        for (Command command : commands.stream().filter(Command::isFirstWord).toList()) {
            (command.isRole() ? roles : others).term(command.name(), command.description());
        }
        Roff settings = new Roff();
        Setting.allOf(Template.of("/application.yml")).forEach(setting -> explain(setting, settings));
        return new ManPage(
                "ipcbox",
                title("ipcbox")
                        + Template.of("ipcbox.roff")
                                .replace("@ROLES@\n", roles.toString())
                                .replace("@COMMANDS@\n", others.toString())
                                .replace("@SETTINGS@\n", settings.toString())
                                .replace("@PAGES@", references(commands.stream().filter(ManPages::hasPage))));
    }

    private static void explain(Setting setting, Roff roff) {
        String value = setting.defaultValue().isEmpty() ? "" : " Default: " + setting.defaultValue() + ".";
        roff.term("--" + setting.name() + "=VALUE", setting.text() + value);
    }

    private ManPage ofCommand(Command command, List<Command> pages) {
        List<Command> verbs = command.below().filter(verb -> !hasPage(verb)).toList();
        Roff roff = new Roff();
        roff.section("NAME").text(nameOf(command) + " - " + command.description());
        roff.section("SYNOPSIS").use(command.typed(), synopsis(command));
        verbs.forEach(verb -> roff.macro(".PP").use(verb.typed(), synopsis(verb)));
        roff.section("DESCRIPTION").text(sentences(command.spec().usageMessage().description()));
        addRemarks(command.spec(), roff);
        addArguments(command.spec(), roff.section("OPTIONS"));
        roff.term("-h, --help", "Print the usage.").term("-V, --version", "Print the version.");
        if (!verbs.isEmpty()) {
            roff.section("COMMANDS");
        }
        for (Command verb : verbs) {
            roff.subsection(verb.name())
                    .text(sentences(verb.spec().usageMessage().description()));
            addArguments(verb.spec(), roff);
            addRemarks(verb.spec(), roff);
        }
        roff.section("EXIT STATUS").text("As described in").macro(".BR ipcbox (1).");
        roff.section("SEE ALSO").macro(".BR ipcbox (1)" + references(relativesOf(command, pages)));
        return new ManPage(nameOf(command), title(nameOf(command)) + roff);
    }

    private String title(String name) {
        return new Roff().title(name, date, ProgramVersion.text()).toString();
    }

    /** The pages of the commands above, below and beside it. */
    private static Stream<Command> relativesOf(Command command, List<Command> pages) {
        return pages.stream()
                .filter(page -> !page.equals(command)
                        && page.path().getFirst().equals(command.path().getFirst()));
    }

    private static String references(Stream<Command> commands) {
        return commands.map(command -> ",\n.BR " + nameOf(command).replace("-", "\\-") + " (1)")
                .collect(Collectors.joining());
    }

    /** Without the words of the command. */
    private static String synopsis(Command command) {
        CommandSpec spec = command.spec();
        spec.commandLine().setUsageHelpWidth(WIDE);
        String synopsis = spec.commandLine().getHelp().synopsis(0);
        return synopsis.substring(
                synopsis.indexOf(command.name()) + command.name().length());
    }

    private static void addArguments(CommandSpec spec, Roff roff) {
        List<ArgSpec> arguments = new ArrayList<>(spec.positionalParameters());
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(arguments::add);
        arguments.stream()
                .filter(argument -> !argument.hidden())
                .forEach(argument -> roff.term(termOf(argument), sentences(argument.description())));
    }

    private static String termOf(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return argument.paramLabel();
        }
        return String.join(", ", option.names())
                + (option.arity().max() == 0 ? "" : "=" + Objects.requireNonNull(option.paramLabel()));
    }

    private static void addRemarks(CommandSpec spec, Roff roff) {
        String remarks = sentences(spec.usageMessage().footer());
        if (!remarks.isEmpty()) {
            roff.paragraph(remarks);
        }
    }

    /** As sentences, although help texts are phrases where they are short. */
    private static String sentences(String[] lines) {
        String text = String.join(" ", lines).strip();
        if (text.isEmpty()) {
            return text;
        }
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.matches("(?s).*[.)]") ? "" : ".");
    }
}
