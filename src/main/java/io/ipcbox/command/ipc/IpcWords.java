package io.ipcbox.command.ipc;

import static io.ipcbox.command.CommandHelp.explained;
import static io.ipcbox.command.CommandHelp.spec;

import io.ipcbox.command.Word;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The words {@code posix} and {@code sysv}: nouns below them, and verbs below these. */
public final class IpcWords {
    public static final List<Word> WORDS = List.of(
            Word.of(
                    "posix",
                    "POSIX message queues, shared memory, semaphores",
                    () -> family("POSIX", new PosixQueues(), new PosixMemories(), new PosixSemaphores())),
            Word.of(
                    "sysv",
                    "System V message queues, shared memory, semaphores",
                    () -> family("System V", new SysvQueues(), new SysvMemories(), new SysvSemaphores())));

    private IpcWords() {}

    private static CommandSpec family(String name, Queues queues, Memories memories, Semaphores semaphores) {
        CommandSpec family = explained(CommandSpec.create());
        family.usageMessage().description(name + " message queues, shared memory and semaphores.");
        family.addSubcommand("msq", new CommandLine(messageQueue(queues)));
        family.addSubcommand("shm", new CommandLine(sharedMemory(memories)));
        family.addSubcommand("sem", new CommandLine(semaphore(semaphores)));
        return family;
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
        noun.addSubcommand(verb.name(), new CommandLine(verb));
    }
}
