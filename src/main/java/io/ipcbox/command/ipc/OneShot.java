package io.ipcbox.command.ipc;

import io.ipcbox.console.StreamConsole;
import io.ipcbox.process.ExitCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs one command and nothing else in this process, without a Spring context. For the main thread, which is interrupted
 * when the process is told to end, and when standard output can no longer be written.
 */
public final class OneShot {
    /** The first words of the commands there are. */
    public static final Set<String> COMMANDS = CommandModel.FAMILIES;

    private OneShot() {}

    /**
     * Runs it; the caller reports what it throws.
     *
     * @param words beginning with one of {@link #COMMANDS}
     * @return the exit code
     * @throws io.ipcbox.ipc.IpcException if it cannot be done
     * @throws io.ipcbox.text.UsageException if the words make no sense
     */
    public static int run(List<String> words) {
        return run(console -> IpcCommands.run(words, console));
    }

    /** Runs another command. */
    public static int run(Action command) {
        StreamConsole console = StreamConsole.standard();
        AtomicBoolean lost = new AtomicBoolean();
        Thread thread = Thread.currentThread();
        console.whenLost(() -> {
            lost.set(true);
            thread.interrupt();
        });
        LastWords.after(() -> command.run(console));
        return lost.get() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
