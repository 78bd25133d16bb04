package io.ipcbox.command.ipc;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tree of commands: families, nouns, verbs; each object in it has the options as its fields. */
public final class CommandModel {
    static final String POSIX = "posix";
    static final String SYSV = "sysv";
    static final Set<String> FAMILIES = Set.of(POSIX, SYSV);

    private CommandModel() {}

    /** A new tree of one family, to be used once. */
    static CommandSpec of(String family) {
        boolean posix = family.equals(POSIX);
        CommandSpec spec = CommandSpec.create().name(family);
        spec.usageMessage()
                .description(
                        posix
                                ? "POSIX message queues, shared memory and semaphores."
                                : "System V message queues, shared memory and semaphores.");
        addHelp(spec);
        spec.addSubcommand("msq", line(messageQueue(posix ? new PosixQueues() : new SysvQueues())));
        spec.addSubcommand("shm", line(sharedMemory(posix ? new PosixMemories() : new SysvMemories())));
        spec.addSubcommand("sem", line(semaphore(posix ? new PosixSemaphores() : new SysvSemaphores())));
        return spec;
    }

    private static CommandSpec messageQueue(Queues queues) {
        CommandSpec noun = spec(new MsqCommand(queues), List.of(queues));
        addVerb(noun, new SendVerb(queues), queues.sendOptions());
        addVerb(noun, new ReceiveVerb(queues), queues.receiveOptions());
        return withVerbsOfAll(noun, queues);
    }

    private static CommandSpec sharedMemory(Memories memories) {
        CommandSpec noun = spec(new ShmCommand(memories), List.of(memories));
        addVerb(noun, new WriteVerb(memories), List.of());
        addVerb(noun, new ReadVerb(memories), List.of());
        return withVerbsOfAll(noun, memories);
    }

    private static CommandSpec semaphore(Semaphores semaphores) {
        CommandSpec noun = spec(new SemCommand(semaphores), List.of(semaphores));
        addVerb(noun, new PostVerb(semaphores), List.of());
        addVerb(noun, new WaitVerb(semaphores), List.of());
        addVerb(noun, new ValueVerb(semaphores), List.of());
        return withVerbsOfAll(noun, semaphores);
    }

    private static CommandSpec withVerbsOfAll(CommandSpec noun, Subject subject) {
        addVerb(noun, new CreateVerb(subject), subject.creationOptions());
        addVerb(noun, new StatVerb(subject), List.of());
        addVerb(noun, new CleanVerb(subject), List.of());
        return noun;
    }

    private static void addVerb(CommandSpec noun, Action action, List<?> options) {
        CommandSpec verb = spec(action, options);
        noun.addSubcommand(verb.name(), line(verb));
    }

    private static CommandSpec spec(Action action, List<?> options) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(action);
        for (Object object : options) {
            spec.addMixin(object.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(object));
        }
        addHelp(spec);
        return spec;
    }

    /** What every command has. */
    public static void addHelp(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("this text")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("the version of ipcbox")
                .build());
        spec.usageMessage().synopsisHeading("usage: ").sortOptions(false).abbreviateSynopsis(false);
    }

    private static CommandLine line(CommandSpec spec) {
        return new CommandLine(spec);
    }
}
