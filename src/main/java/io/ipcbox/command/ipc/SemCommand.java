package io.ipcbox.command.ipc;

import io.ipcbox.command.ipc.Semaphores.InitialValue;
import io.ipcbox.command.ipc.Semaphores.Semaphore;
import io.ipcbox.console.Console;
import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sem}: the client takes or gives a unit, the server shows changes. */
@Command(
        name = "sem",
        description = "Takes a unit of a semaphore; -r gives one; -s creates it and shows its changes.",
        footer = {"", "The server polls every millisecond; it can miss a unit that is taken and given back in between."
        })
final class SemCommand extends ServerCommand<Semaphores> {
    /** The package description explains what this misses. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(1);

    @Mixin
    private final InitialValue initial = new InitialValue();

    @Option(
            names = {"-r", "--release"},
            description = "give a unit instead of taking one")
    private boolean release;

    SemCommand(Semaphores semaphores) {
        super(semaphores, "semaphore");
    }

    @Override
    void check() {
        initial.checked();
    }

    @Override
    void serve(Console console) {
        try (Semaphore semaphore = subject.openOrCreate(initial.checked())) {
            long trace = semaphore.trace();
            console.line("start semaphore server: " + subject.title() + " size: " + (int) trace);
            show(trace, console);
            while (pause(POLL_INTERVAL)) {
                long next = semaphore.trace();
                if (next != trace) {
                    show(next, console);
                    trace = next;
                }
            }
        }
    }

    private static void show(long trace, Console console) {
        console.line(now() + " semaphore: " + (int) trace);
    }

    @Override
    void request(Console console) {
        try (Semaphore semaphore = subject.openForClient(initial.checked())) {
            int step = release ? 1 : -1;
            if (release) {
                semaphore.post();
            } else if (!semaphore.take(Duration.ZERO)) {
                throw new IpcException("wait for", semaphore.handle().toString(), Errno.EAGAIN, "");
            }
            // Read once: between two reads another process could change it, and the line would show a false step.
            int value = semaphore.value();
            console.line("semaphore[" + subject.title() + "]: " + (value - step) + " -> " + value);
        }
    }
}
