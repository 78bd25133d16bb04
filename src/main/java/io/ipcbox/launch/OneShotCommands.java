package io.ipcbox.launch;

import io.ipcbox.command.CommandTree;
import io.ipcbox.console.StreamConsole;
import io.ipcbox.process.ExitCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs one command and nothing else in this process, without a Spring context. For the main thread, which is interrupted
 * when the process is told to end, and when standard output can no longer be written.
 */
final class OneShotCommands {
    private OneShotCommands() {}

    /**
     * Runs it; the caller reports what it throws.
     *
     * @return the exit code
     * @throws io.ipcbox.ipc.IpcException if it cannot be done
     * @throws io.ipcbox.text.UsageException if the words make no sense
     */
    static int run(CommandTree tree, List<String> words) {
        StreamConsole console = StreamConsole.standard();
        AtomicBoolean lost = new AtomicBoolean();
        Thread thread = Thread.currentThread();
        console.whenLost(() -> {
            lost.set(true);
            thread.interrupt();
        });
        LastWords.after(() -> tree.run(words, console));
        return lost.get() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
