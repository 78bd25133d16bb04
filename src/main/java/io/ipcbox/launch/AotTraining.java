package io.ipcbox.launch;

import io.ipcbox.ipc.IpcException;
import io.ipcbox.lab.LabChild;
import io.ipcbox.lab.LabFailure;
import io.ipcbox.process.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Trains the JVM's AOT cache: runs commands and all roles in one process, for one cache that every process maps.
 * {@code scripts/ipcbox} starts it with {@code -XX:AOTCacheOutput}, the options of a channel of its own, and a few lines on
 * standard input.
 */
final class AotTraining {
    /** Commands for an object of each kind and family, from its creation to its removal. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("msq create --exclusive", "msq --count=1", "msq stat", "msq receive --nonblock", "msq --clean"),
            List.of("shm create --exclusive", "shm write 123", "shm read --text", "shm stat", "shm --clean"),
            List.of("sem create --exclusive", "sem", "sem -r", "sem stat --json", "sem --help", "sem --clean"));

    private AotTraining() {}

    public static void main(String[] arguments) throws Exception {
        long pid = ProcessHandle.current().pid();
        COMMANDS.forEach(commands -> {
            run("posix", commands, "--name=/ipcbox-training-" + pid);
            run("sysv", commands, "--key=" + (Integer.MIN_VALUE + pid));
        });
        perform(pid);
        List<Callable<Integer>> roles = new ArrayList<>();
        roles.add(() -> run("up", arguments));
        Role.LINE_UP.forEach(role -> roles.add(() -> run(role.word(), arguments)));
        System.exit(runAll(roles));
    }

    private static void run(String family, List<String> commands, String object) {
        try {
            for (String command : commands) {
                OneShotCommands.run(Words.TREE, List.of((family + " " + command + " " + object).split(" ")));
            }
        } catch (IpcException e) {
            // The object exists and is not ours, or the system allows no more; the other commands are enough.
        }
    }

    /** Runs one lab program as its command does, and another as one of its processes does. */
    private static void perform(long pid) {
        try {
            OneShotCommands.run(Words.TREE, List.of("lab", "pipe", "--data=5,0"));
            String[] words = {LabChild.WORD, "race", "/ipcbox-training-" + pid, "0", "NONE", "main program", "10"};
            LabChild.run(words);
        } catch (IpcException | LabFailure e) {
            // The other commands are enough.
        }
    }

    private static int run(String role, String[] options) {
        // The child processes, and the clients in this process.
        String awaited = "--ipcbox.server.await-clients=" + 2 * Role.LINE_UP.size();
        List<String> words =
                Stream.concat(Stream.of(role, awaited), Stream.of(options)).toList();
        return Launcher.run(CommandLineParser.parse(words, Words.TREE, ""));
    }

    private static int runAll(List<Callable<Integer>> roles) throws InterruptedException, ExecutionException {
        int worst = ExitCode.DONE;
        try (ExecutorService threads = Executors.newFixedThreadPool(roles.size())) {
            for (Future<Integer> role : threads.invokeAll(roles)) {
                worst = Math.max(worst, role.get());
            }
        }
        return worst;
    }
}
