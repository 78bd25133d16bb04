package io.ipcbox.command.ipc;

import io.ipcbox.console.Console;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Option;

/** A noun without a verb: {@code -s} runs a server, {@code --clean} removes the object, and otherwise it is a client. */
abstract sealed class ServerCommand<S extends Subject> implements Action permits MsqCommand, ShmCommand, SemCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    @Option(
            names = {"-s", "--server"},
            description = "run the server: print what arrives until Ctrl-C")
    private boolean server;

    @Option(names = "--clean", description = "remove the object from the system")
    private boolean clean;

    final S subject;
    private final String kind;

    /** @param kind what the server calls the object */
    ServerCommand(S subject, String kind) {
        this.subject = subject;
        this.kind = kind;
    }

    @Override
    public final void run(Console console) {
        check();
        if (clean) {
            new ObjectVerbs.Clean(subject).run(console);
        } else if (server) {
            serve(console);
            console.line("canceled.\nend " + kind + " server: " + subject.title());
        } else {
            request(console);
        }
    }

    /** @throws io.ipcbox.text.UsageException if an option has a value without a meaning */
    abstract void check();

    /** Runs the server until the thread is interrupted. */
    abstract void serve(Console console);

    /** Runs the client. */
    abstract void request(Console console);

    /** The local time: {@code 14:03:59.001200}. */
    static String now() {
        return TIME.format(LocalTime.now(ZoneId.systemDefault()));
    }

    /** Sleeps; false if the thread was interrupted, which it then still is. */
    static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
