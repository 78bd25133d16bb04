package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Semaphores.Semaphore;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sem}: a server that shows every change, a client that takes or gives a unit, or the end of the semaphore. */
@Command(
        name = "sem",
        description = "Takes a unit of a semaphore, -r gives one; -s creates it and shows every change.",
        footer = {
            "",
            "The server looks once a millisecond: a unit taken and given back between two looks may stay unseen."
        })
final class SemCommand implements Action {
    /** The package's description says what this misses. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    @Mixin
    private final ServerForm form = new ServerForm();

    @Mixin
    private final InitialValue initial = new InitialValue();

    @Option(
            names = {"-r", "--release"},
            description = "give a unit instead of taking one")
    private boolean release;

    private final Semaphores semaphores;

    SemCommand(Semaphores semaphores) {
        this.semaphores = semaphores;
    }

    @Override
    public void run(Console console) {
        int value = initial.checked();
        if (form.clean) {
            console.line(semaphores.remove() + " is removed.");
        } else if (form.server) {
            try (Semaphore semaphore = semaphores.openOrCreate(value)) {
                serve(semaphore, console);
            }
        } else {
            try (Semaphore semaphore = semaphores.openForClient(value)) {
                change(semaphore, console);
            }
        }
    }

    private void serve(Semaphore semaphore, Console console) {
        long trace = semaphore.trace();
        console.line("start semaphore server: " + semaphores.title() + " size: " + (int) trace);
        show(trace, console);
        while (Pause.of(LOOK_EVERY)) {
            long now = semaphore.trace();
            if (now != trace) {
                show(now, console);
                trace = now;
            }
        }
        console.line("canceled.");
        console.line("end semaphore server: " + semaphores.title());
    }

    private static void show(long trace, Console console) {
        console.line(Stamp.now() + " semaphore: " + (int) trace);
    }

    private void change(Semaphore semaphore, Console console) {
        int step = release ? 1 : -1;
        if (release) {
            semaphore.post();
        } else if (!semaphore.take(Duration.ZERO)) {
            throw new IpcException("wait for", semaphore.toString(), Errno.EAGAIN, "");
        }
        // Looked at once: two looks, around what others do, could show a change that there never was.
        int value = semaphore.value();
        console.line("semaphore[" + semaphores.title() + "]: " + (value - step) + " -> " + value);
    }
}
