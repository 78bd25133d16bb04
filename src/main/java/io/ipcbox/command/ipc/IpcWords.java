package io.ipcbox.command.ipc;

import static io.ipcbox.command.CommandHelp.explained;
import static io.ipcbox.command.CommandHelp.spec;

import io.ipcbox.command.JsonOption;
import io.ipcbox.command.Word;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The words {@code posix} and {@code sysv}, the nouns below them, and the verbs below the nouns. */
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
        family.addSubcommand("msq", messageQueue(queues));
        family.addSubcommand("shm", sharedMemory(memories));
        family.addSubcommand("sem", semaphore(semaphores));
        return family;
    }

    private static CommandSpec messageQueue(Queues queues) {
        Data data = new Data();
        Waiting waiting = new Waiting();
        return noun(
                new MsqCommand(queues),
                queues,
                spec(new QueueVerbs.Send(queues, data, waiting), List.of(data, waiting), queues.sendOptions()),
                spec(new QueueVerbs.Receive(queues, waiting), List.of(waiting), queues.receiveOptions()));
    }

    private static CommandSpec sharedMemory(Memories memories) {
        Data data = new Data();
        return noun(
                new ShmCommand(memories),
                memories,
                spec(new MemoryVerbs.Write(memories, data), List.of(data)),
                spec(new MemoryVerbs.Read(memories)));
    }

    private static CommandSpec semaphore(Semaphores semaphores) {
        Waiting waiting = new Waiting();
        JsonOption json = new JsonOption();
        return noun(
                new SemCommand(semaphores),
                semaphores,
                spec(new SemaphoreVerbs.Post(semaphores)),
                spec(new SemaphoreVerbs.Wait(semaphores, waiting), List.of(waiting)),
                spec(new SemaphoreVerbs.Value(semaphores, json), List.of(json)));
    }

    private static CommandSpec noun(Action action, Subject subject, CommandSpec... ownVerbs) {
        CommandSpec noun = spec(action, List.of(subject));
        JsonOption json = new JsonOption();
        Stream<CommandSpec> verbsOfAll = Stream.of(
                spec(new ObjectVerbs.Create(subject), subject.creationOptions()),
                spec(new ObjectVerbs.Stat(subject, json), List.of(json)),
                spec(new ObjectVerbs.Clean(subject)));
        Stream.concat(Stream.of(ownVerbs), verbsOfAll).forEach(verb -> noun.addSubcommand(verb.name(), verb));
        return noun;
    }
}
