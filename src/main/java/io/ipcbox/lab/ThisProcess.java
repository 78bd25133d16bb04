package io.ipcbox.lab;

import io.ipcbox.ipc.hook.CallTrace;
import io.ipcbox.ipc.sysv.SysvKey;
import io.ipcbox.ipc.waiting.Uninterrupted;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A process of the lab as it sees itself: its arguments, and how it prints. For its main thread. */
public final class ThisProcess {
    private static final Path DATA = Path.of("/proc/self/fd/0");
    private static final String TRANSCRIPT = "/proc/self/fd/2";

    private final Run run;
    private final String name;
    private final List<String> arguments;
    private final FrameWriter transcript;
    private final Steps steps;
    private boolean over;

    ThisProcess(List<String> words) {
        this.run = Run.of(words);
        List<String> own = Run.behind(words);
        this.name = own.getFirst();
        this.arguments = List.copyOf(own.subList(1, own.size()));
        this.transcript = new FrameWriter(name, TRANSCRIPT);
        this.steps = new Steps(transcript, run.isSlow());
    }

    /** Shows every C call from now on, if the run is explained. */
    void explain() {
        if (run.isExplained()) {
            CallTrace.start(steps);
        }
    }

    Cast cast() {
        return LabProgram.cast(run.program());
    }

    String name() {
        return name;
    }

    /** The name of the objects of this run. */
    String objectName() {
        return run.objects().name();
    }

    /** The name of one of several objects of a kind. */
    String objectName(String which) {
        return objectName() + "-" + which;
    }

    /** The key of this run's System V objects. */
    SysvKey objectKey() {
        return new SysvKey(run.objects().key());
    }

    /**
     * Creates objects of the run, or opens those that another process has created.
     *
     * @throws LabFailure if the run is over
     */
    synchronized <T> T create(Supplier<T> creation) {
        if (over) {
            throw new LabFailure("the run is over");
        }
        return creation.get();
    }

    /** Removes what the run has created; from then on this process creates nothing. Any thread may call. */
    synchronized void removeObjects() {
        over = true;
        run.removeObjects();
    }

    String argument(int index) {
        return arguments.get(index);
    }

    int number(int index) {
        return Integer.parseInt(arguments.get(index));
    }

    /** Prints a line. */
    void say(String line) {
        steps.showHeld();
        transcript.write(Frame.Kind.LINE, 0, line);
    }

    /**
     * Does something that other processes may notice at once, then prints a line, which appears before everything that
     * they print as a result.
     */
    void announce(String line, Runnable action) {
        announce(() -> {
            action.run();
            return line;
        });
    }

    /** The same, for a line that depends on the result of the action. */
    void announce(Supplier<String> action) {
        steps.showHeld();
        int place = transcript.takePlace();
        transcript.write(Frame.Kind.LINE, place, action.get());
    }

    /** Shows a load or a store, which is not a call, if the run is explained. */
    void note(Supplier<String> step) {
        if (run.isExplained()) {
            steps.show(step.get());
        }
    }

    /** Reports why this process fails. */
    void fail(String reason) {
        steps.showHeld();
        transcript.write(Frame.Kind.FAILURE, 0, reason);
    }

    /** The numbers that this process was started with. */
    long[] data() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(DATA)).order(ByteOrder.nativeOrder());
            long[] numbers = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(numbers);
            return numbers;
        } catch (IOException e) {
            throw new LabFailure("cannot read the data: " + e.getMessage());
        }
    }

    /** Sleeps, as the program wants it; never to wait for another process. */
    void pause(Duration time) {
        Uninterrupted.run(() -> Thread.sleep(time));
    }

    /** A child of this process, to be started. */
    Launch child(String name, String... childArguments) {
        return new Launch(run, Redirect.INHERIT, name, List.of(childArguments));
    }

    ChildProcess start(Launch launch) {
        return new ChildProcess(launch.name(), launch.start(), transcript, this::removeObjects);
    }
}
