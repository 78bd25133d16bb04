package io.ipcbox.lab;

import io.ipcbox.console.Console;
import io.ipcbox.ipc.pipe.AnonymousPipe;
import io.ipcbox.ipc.waiting.ShutdownWatch;
import io.ipcbox.process.ExitCode;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program of the lab: starts its processes, shows their output in one order, and leaves nothing behind. For one
 * thread; an interrupt of that thread (Ctrl-C) ends all processes.
 */
public final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long LONGEST_END_SECONDS = 60;
    private static final Set<Stage> OPEN = ConcurrentHashMap.newKeySet();

    static {
        // The JVM does not exit before its processes and objects are gone, however slow the machine.
        ShutdownWatch.beforeWaitsEnd(() -> OPEN.forEach(Stage::endEarly));
    }

    private final Console console;
    private final Run run;
    private final Transcript transcript;
    private final AnonymousPipe pipe = AnonymousPipe.create();
    private final FrameWriter ends = new FrameWriter("", pipe.writing().file().getPath());
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    // Those that did not end on SIGTERM.
    private final Set<String> endedByForce = ConcurrentHashMap.newKeySet();
    private final Thread performer = Thread.currentThread();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable String killed;
    private int ended;

    private Stage(Console console, LabProgram lab, Explanation explanation) {
        this.console = console;
        Cast cast = lab.cast();
        this.run = new Run(cast.program(), RunObjects.fresh(), explanation);
        this.transcript =
                new Transcript(run.isExplained() ? Lanes.fitting(console, cast.names()) : new PlainLines(console));
    }

    /**
     * Performs a program, from its questions to the end of its last process. If the thread is interrupted, ends early; the
     * thread is still interrupted.
     *
     * @throws LabFailure if a process fails, or the answers are not valid
     * @throws io.ipcbox.ipc.IpcException if the processes cannot be started, or an interrupt ended a question
     */
    public static void perform(Console console, LabProgram lab, Explanation explanation) {
        try (Stage stage = new Stage(console, lab, explanation)) {
            OPEN.add(stage);
            lab.direct(stage);
        }
    }

    Console console() {
        return console;
    }

    /** A process, to be started. */
    Launch process(String name, String... arguments) {
        Redirect said = Redirect.appendTo(pipe.writing().file());
        return new Launch(run, said, name, List.of(arguments));
    }

    void start(Launch launch) {
        watch(launch.name(), launch.start());
    }

    void start(Launch launch, long[] numbers) {
        watch(launch.name(), launch.startWith(numbers));
    }

    private void watch(String name, Process process) {
        processes.put(name, process);
        CompletableFuture<Void> _ = process.onExit().thenAccept(gone -> ends.ended(name, gone.exitValue()));
    }

    /**
     * Shows the output of the processes until all have ended.
     *
     * @return false if the thread was interrupted before, which it still is; the processes go on
     * @throws LabFailure if one of them fails; all have ended then
     */
    boolean play() {
        try (FrameReader frames = new FrameReader(pipe.reading().file().toPath())) {
            while (ended < processes.size()) {
                Optional<Frame> frame = frames.next();
                if (frame.isEmpty()) {
                    return false;
                }
                take(frame.get());
            }
        }
        if (!reasons.isEmpty()) {
            throw new LabFailure(killed == null ? reasons.getFirst() : killed);
        }
        return true;
    }

    private void take(Frame frame) {
        switch (frame.kind()) {
            case FAILURE -> reasons.add(frame.name() + ": " + frame.text());
            case STRAY -> {
                // A JVM that is ended while it starts prints errors; they are not the reason for the failure.
                if (reasons.isEmpty()) {
                    console.error(frame.text());
                }
            }
            case END -> takeEnd(frame);
            default -> transcript.add(frame);
        }
    }

    private void takeEnd(Frame frame) {
        transcript.add(frame);
        @Nullable Process process = processes.get(frame.name());
        if (process == null) {
            return; // a child of one of them, which takes care of it
        }
        ended++;
        int exitCode = Integer.parseInt(frame.text());
        if (exitCode != ExitCode.DONE) {
            String end = ChildProcess.describe(frame.name(), process.pid(), exitCode);
            reasons.add(end);
            // Processes that lose a peer fail too; the reason is the peer that was killed.
            boolean isOurs = exitCode == ExitCode.TERMINATED || endedByForce.contains(frame.name());
            if (killed == null && ExitCode.isSignal(exitCode) && !isOurs) {
                killed = end;
            }
            endOthers();
        }
    }

    /** Without each other they would wait indefinitely. SIGTERM first, so that a SIGKILL from elsewhere can be told apart. */
    private void endOthers() {
        Executor later = CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        processes.forEach((name, process) -> {
            process.destroy();
            later.execute(() -> endByForce(name, process));
        });
    }

    private void endByForce(String name, Process process) {
        if (process.isAlive()) {
            endedByForce.add(name);
            process.destroyForcibly();
        }
    }

    /** Ends one process after the other, and prints that. */
    void terminate() {
        processes.forEach((name, process) -> {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            process.destroyForcibly();
            process.onExit().join();
            console.line(name + " Terminated");
        });
    }

    private void endEarly() {
        performer.interrupt();
        closed.completeOnTimeout(null, LONGEST_END_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Ends what still runs, and removes what is left: on a thread of its own, which no interrupt reaches. */
    @Override
    public void close() {
        CompletableFuture.runAsync(this::endAll).join();
    }

    private void endAll() {
        try {
            // Also the children of the processes: a new one is not tied to its parent yet, and would outlive it.
            List<ProcessHandle> all = processes.values().stream()
                    .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            processes.values().forEach(process -> process.onExit().join());
            ends.close();
            pipe.writing().close();
            awaitLast();
        } finally {
            pipe.close();
            run.removeObjects();
            OPEN.remove(this);
            closed.complete(null);
        }
    }

    /** Children of the processes end with them, but not at the same moment; the pipe ends with the last of them. */
    private void awaitLast() {
        try (FrameReader frames = new FrameReader(pipe.reading().file().toPath())) {
            while (frames.next().isPresent()) {
                // printed too late
            }
        }
    }
}
