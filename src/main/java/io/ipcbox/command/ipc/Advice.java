package io.ipcbox.command.ipc;

import io.ipcbox.ipc.IpcException;
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
 * What a user can type after a failure. The library knows calls, not commands: "create it first" becomes the command
 * that creates the object, with the name or the key that was typed. For one failure.
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

    /** The failure of a command, with what helps if that is a command. */
    static IpcException on(IpcException failure, ParseResult typed) {
        // Other commands are about no object.
        return Stream.of("--name", "--key")
                .flatMap(name -> Optional.ofNullable(typed.commandSpec().findOption(name)).stream())
                .findFirst()
                .map(option -> new Advice(typed, option).on(failure))
                .orElse(failure);
    }

    private IpcException on(IpcException failure) {
        return switch (failure.errno()) {
            case ENOENT -> removes ? because(failure, "remove", "") : because(failure, failure.operation(), creation());
            case EEXIST ->
                because(
                        failure,
                        failure.operation(),
                        "leave out --exclusive to use it as it is, or remove it: " + command("clean"));
            case EIDRM ->
                because(failure, failure.operation(), "it has been removed; create it again: " + command("create"));
            case EACCES ->
                file().map(file ->
                                because(failure, failure.operation(), "see its owner and mode: ls -l " + quoted(file)))
                        .orElse(failure);
            case EAGAIN, ETIMEDOUT -> because(failure, failure.operation(), whatIsMissing());
            default -> failure;
        };
    }

    private static IpcException because(IpcException failure, String operation, String remedy) {
        return new IpcException(operation, failure.object(), failure.errno(), remedy, failure);
    }

    private String creation() {
        return isPosix() || !noun.name().equals("sem") || !verb.isEmpty()
                ? "create it first: " + command("create")
                : "start its server first: " + command("-s");
    }

    /** What a wait did not bring. */
    private String whatIsMissing() {
        if (noun.name().equals("sem")) {
            return "it is busy, its value is 0; give a unit: " + command("post");
        }
        return verb.equals("receive")
                ? "it is empty; send a message: " + command("send") + " TEXT"
                : "it is full; receive a message: " + command("receive");
    }

    /**
     * Where a POSIX object shows, which for queues depends on what is mounted. A System V object has no file, and the
     * library names its owner and mode.
     */
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
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
