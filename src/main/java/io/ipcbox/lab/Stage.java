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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a program of the lab is performed: starts its processes, shows what they say in one order, and sees to it that
 * nothing is left of them. For one thread; an interrupt of that thread (Ctrl-C) ends all processes.
 */
public final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long LONGEST_END_SECONDS = 60;
    private static final Set<Stage> OPEN = ConcurrentHashMap.newKeySet();

    static {
        // The JVM does not end before its processes and objects are gone, however slow the machine.
        ShutdownWatch.beforeWaitsEnd(() -> OPEN.forEach(Stage::endEarly));
    }

    private final Console console;
    private final boolean hasQueue;
    private final RunObjects objects = RunObjects.fresh();
    private final Run run;
    private final Transcript transcript;
    private final AnonymousPipe pipe = AnonymousPipe.create();
    private final FrameWriter ends = new FrameWriter("", pipe.writing().file().getPath());
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    // Those that did not end when they were asked to.
    private final Set<String> endedByForce = ConcurrentHashMap.newKeySet();
    private final Thread performer = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;
    private @Nullable String killed;
    private int ended;

    private Stage(Console console, LabProgram lab, Explanation explanation) {
        this.console = console;
        this.hasQueue = lab.hasQueue();
        this.run = new Run(lab.word(), objects.name(), objects.key(), explanation);
        this.transcript = new Transcript(
                explanation == Explanation.NONE ? new PlainLines(console) : Lanes.fitting(console, lab.lanes()));
    }

    /**
     * Performs a program, from its questions to the end of its last process. When the thread is interrupted, it returns
     * early, and the thread is still interrupted.
     *
     * @throws LabFailure if a process fails
     * @throws io.ipcbox.ipc.IpcException if the processes cannot be started
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

    /** A process that can be started. */
    Launch process(String name, String... arguments) {
        Redirect said = Redirect.appendTo(pipe.writing().file());
        return new Launch(run, said, name, List.of(arguments));
    }

    void start(Launch launch) {
        watch(launch.lane(), launch.start());
    }

    /** Starts it with numbers to work on. */
    void start(Launch launch, long[] numbers) {
        watch(launch.lane(), launch.startWith(numbers));
    }

    private void watch(String name, Process process) {
        processes.put(name, process);
        CompletableFuture<Void> _ = process.onExit().thenAccept(gone -> ends.ended(name, gone.exitValue()));
    }

    /**
     * Shows what the processes say until all have ended.
     *
     * @return false when the thread was interrupted first, which it still is; the processes go on
     * @throws LabFailure if one of them fails; then all have ended
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
            case FAILURE -> reasons.add(frame.lane() + ": " + frame.text());
            case STRAY -> takeStray(frame.text());
            case END -> takeEnd(frame);
            default -> transcript.add(frame);
        }
    }

    private void takeStray(String text) {
        // A JVM that is ended while it starts complains about that; it is the reason that counts.
        if (reasons.isEmpty()) {
            console.error(text);
        }
    }

    private void takeEnd(Frame frame) {
        transcript.add(frame);
        @Nullable Process process = processes.get(frame.lane());
        if (process == null) {
            return; // a child of one of them, which will know what that means
        }
        ended++;
        int exitCode = Integer.parseInt(frame.text());
        if (exitCode != ExitCode.DONE) {
            String end = ChildProcess.describe(frame.lane(), process.pid(), exitCode);
            reasons.add(end);
            // Who lost a peer says so; the peer that was killed is the reason.
            boolean isOurs = exitCode == ExitCode.TERMINATED || endedByForce.contains(frame.lane());
            if (killed == null && ExitCode.isSignal(exitCode) && !isOurs) {
                killed = end;
            }
            endOthers();
        }
    }

    /** Without each other they would wait for ever. Asked, not killed, at first: so a signal that is not ours shows. */
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

    /** Ends one process after the other, and tells so. */
    void terminate() {
        closing = true;
        boolean interrupted = Thread.interrupted();
        processes.forEach((name, process) -> {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            process.destroyForcibly();
            process.onExit().join();
            console.line(name + " Terminated");
        });
        objects.remove(hasQueue);
        restore(interrupted);
    }

    private void endEarly() {
        if (!closing) {
            performer.interrupt();
        }
        try {
            closed.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what still runs, and removes what is left. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = Thread.interrupted();
        try {
            // Also the children of the processes: one so young does not know its parent yet, and would outlive it.
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
            objects.remove(hasQueue);
            OPEN.remove(this);
            closed.countDown();
            restore(interrupted);
        }
    }

    /** Children of the processes end with them, but not in the same moment; the pipe ends with the last of all. */
    private void awaitLast() {
        try (FrameReader frames = new FrameReader(pipe.reading().file().toPath())) {
            while (frames.next().isPresent()) {
                // said too late
            }
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
