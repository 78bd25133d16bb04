package io.ipcbox.command.ipc;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.text.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Adds the command that helps to an error. The library knows calls, not commands: "create it first" becomes the command
 * that creates the object, with the name or key that was typed. For one error.
 */
final class Advice {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9/._+-]+");

    private final CommandSpec noun;
    private final String verb;
    private final boolean removes;
    private final String object;
    private final String objectOption;

    private Advice(ParseResult typed, OptionSpec option) {
        CommandSpec spec = typed.commandSpec();
        boolean hasVerb = spec.subcommands().isEmpty();
        this.noun = hasVerb ? Objects.requireNonNull(spec.parent()) : spec;
        this.verb = hasVerb ? spec.name() : "";
        this.removes = verb.equals("clean") || typed.hasMatchedOption("--clean");
        this.object = option.getValue();
        this.objectOption = option.shortestName();
    }

    /** Returns the error of a command, with a remedy if there is one. */
    static IpcException on(IpcException failure, ParseResult typed) {
        // Without one of these options, the command is not about an object.
        return Stream.of("--name", "--key")
                .flatMap(name -> Optional.ofNullable(typed.commandSpec().findOption(name)).stream())
                .findFirst()
                .map(option -> new Advice(typed, option).on(failure))
                .orElse(failure);
    }

    private IpcException on(IpcException failure) {
        Errno errno = failure.errno();
        String operation = errno == Errno.ENOENT && removes ? "remove" : failure.operation();
        return remedy(errno)
                .map(remedy -> new IpcException(operation, failure.object(), errno, remedy, failure))
                .orElse(failure);
    }

    private Optional<String> remedy(Errno errno) {
        return switch (errno) {
            case ENOENT -> Optional.of(removes ? "" : creation());
            case EEXIST ->
                Optional.of("leave out --exclusive to use the existing one, or remove it: " + command("clean"));
            case EIDRM -> Optional.of("it has been removed; create it again: " + command("create"));
            case EACCES -> file().map(file -> "check its owner and mode: ls -l " + quoted(file));
            case EAGAIN, ETIMEDOUT -> Optional.of(state());
            default -> Optional.empty();
        };
    }

    private String creation() {
        return isPosix() || !noun.name().equals("sem") || !verb.isEmpty()
                ? "create it first: " + command("create")
                : "start its server first: " + command("-s");
    }

    /** Why the wait was in vain. */
    private String state() {
        if (noun.name().equals("sem")) {
            return "it is busy (value 0); give a unit: " + command("post");
        }
        return verb.equals("receive")
                ? "it is empty; send a message: " + command("send") + " TEXT"
                : "it is full; receive a message: " + command("receive");
    }

    /** The file of a POSIX object, if visible; for System V objects the library itself names owner and mode. */
    private Optional<String> file() {
        String directory = switch (noun.name()) {
            case "msq" -> "/dev/mqueue/";
            case "shm" -> "/dev/shm/";
            default -> "/dev/shm/sem.";
        };
        return Optional.of(object)
                .filter(name -> isPosix() && name.startsWith("/"))
                .map(name -> directory + name.substring(1))
                .filter(file -> Files.exists(Path.of(file)));
    }

    private boolean isPosix() {
        return objectOption.equals("-n");
    }

    private String command(String words) {
        return noun.qualifiedName() + " " + words + " " + objectOption + " " + quoted(object);
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : ShellWords.quote(word);
    }
}
