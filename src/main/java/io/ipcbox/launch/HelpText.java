package io.ipcbox.launch;

import io.ipcbox.command.CommandHelp;
import io.ipcbox.command.CommandTree;
import io.ipcbox.command.Word;
import io.ipcbox.command.Word.Place;
import java.util.stream.Collectors;

/** The text of {@code ipcbox --help}. Pure functions. */
final class HelpText {
    private HelpText() {}

    static String of(CommandTree tree) {
        return """
                Usage: ipcbox [COMMAND] [OPTION]...

                %s

                Integers are 64-bit. Mean and median are exact if the decimal ends within 15 digits after the point; \
                otherwise they are rounded to 15 significant digits, but keep two after the point.

                %s

                Add --help to any of these, at every level: posix --help, posix msq --help, posix msq send --help. They \
                also work at the prompt, which adds %s.

                The first five can also be started as java -jar ipcbox.jar --spring.profiles.active=COMMAND.

                Options, before or after the command:
                  --ipcbox.NAME=VALUE   a setting, such as --ipcbox.tcp.port=7000; application.yml lists them all
                  --debug               print logs and stack traces on stderr
                  --help, -h            show this help; the same as: help [COMMAND]
                  --version, -V         show the version

                Exit codes: 0 done, 1 failed, 2 wrong usage, 3 gave up on a client that kept crashing, 130 on Ctrl-C.
                """.formatted(
                        CommandHelp.list(tree.words().stream().filter(word -> word.place() == Place.COMMAND_LINE)),
                        CommandHelp.list(tree.words().stream().filter(Word::isOneShot)),
                        tree.inShell(true)
                                .filter(word -> !word.isOneShot())
                                .map(Word::name)
                                .collect(Collectors.joining(", ")));
    }
}
