package io.ipcbox.command.ipc;

import io.ipcbox.console.StreamPrinter;
import io.ipcbox.text.UsageException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs one command and nothing else in this process, without a Spring context. For the main thread, which is interrupted
 * when the process is told to end, and when nobody reads what is printed.
 */
public final class OneShot {
    /** The first words of the commands there are. */
    public static final Set<String> COMMANDS = CommandModel.FAMILIES;

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USED_WRONGLY = 2;

    private OneShot() {}

    /**
     * Runs it. What goes wrong with the objects is left to the caller to tell.
     *
     * @param words beginning with one of {@link #COMMANDS}
     * @return the exit code
     * @throws io.ipcbox.ipc.IpcException if it cannot be done
     */
    public static int run(List<String> words) {
        return run(console -> IpcCommands.run(words, console));
    }

    /** Runs another command. */
    public static int run(Action command) {
        StreamPrinter printer = StreamPrinter.standard();
        AtomicBoolean lost = new AtomicBoolean();
        Thread thread = Thread.currentThread();
        printer.whenLost(() -> {
            lost.set(true);
            thread.interrupt();
        });
        try {
            LastWords.after(() -> command.run(new OneShotConsole(printer)));
            return lost.get() ? FAILED : DONE;
        } catch (UsageException e) {
            printer.error(Objects.requireNonNullElse(e.getMessage(), ""));
            return USED_WRONGLY;
        }
    }
}
