package io.ipcbox.lab;

import io.ipcbox.ipc.CallTrace;
import io.ipcbox.ipc.sysv.SysvKey;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A process of the lab as it sees itself: what it was told, and how it says something. For its main thread.
 */
public final class ThisProcess {
    private static final String TRANSCRIPT = "/proc/self/fd/2";

    private final Run run;
    private final String lane;
    private final List<String> arguments;
    private final FrameWriter transcript;
    private final Steps steps;
    private final RunObjects objects;
    // Guarded by the objects.
    private boolean over;

    ThisProcess(List<String> words) {
        this.run = Run.of(words);
        List<String> own = Run.behind(words);
        this.lane = own.getFirst();
        this.arguments = List.copyOf(own.subList(1, own.size()));
        this.transcript = new FrameWriter(lane, TRANSCRIPT);
        this.steps = new Steps(transcript, run.isSlow());
        this.objects = new RunObjects(run.name(), run.key());
    }

    /** From now on every C call is shown. */
    void explain() {
        if (run.isExplained()) {
            CallTrace.start(steps);
        }
    }

    String program() {
        return run.program();
    }

    String lane() {
        return lane;
    }

    /** What the objects of this run are called. */
    String objectName() {
        return run.name();
    }

    /** What one of several objects of a kind is called. */
    String objectName(String which) {
        return run.name() + "-" + which;
    }

    /**
     * Creates objects of the run, or opens those that another process has created.
     *
     * @throws LabFailure if the run is over
     */
    <T> T create(Supplier<T> creation) {
        synchronized (objects) {
            if (over) {
                throw new LabFailure("the run is over");
            }
            return creation.get();
        }
    }

    /** Removes what the run has created; from now on this process creates nothing more. */
    void removeObjects() {
        synchronized (objects) {
            over = true;
            objects.remove(run.program().equals(QueueLab.WORD));
        }
    }

    /** The key of this run's System V objects. */
    SysvKey objectKey() {
        return new SysvKey(run.key());
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
     * Does something that others may notice at once, and prints a line when it is done: in front of everything that they
     * print because of it.
     */
    void announce(String line, Runnable action) {
        announce(() -> {
            action.run();
            return line;
        });
    }

    /** The same, for a line that the action finds out. */
    void announce(Supplier<String> action) {
        steps.showHeld();
        int place = transcript.takePlace();
        transcript.write(Frame.Kind.LINE, place, action.get());
    }

    /** Shows a load or a store, which is no call, when explaining. */
    void note(Supplier<String> step) {
        if (run.isExplained()) {
            steps.show(step.get());
        }
    }

    void fail(String reason) {
        steps.showHeld();
        transcript.write(Frame.Kind.FAILURE, 0, reason);
    }

    /** The numbers that this process was started with, to be read once. */
    long[] data() {
        try (InputStream file = Files.newInputStream(Path.of("/proc/self/fd/0"))) {
            ByteBuffer bytes = ByteBuffer.wrap(file.readAllBytes()).order(ByteOrder.nativeOrder());
            long[] numbers = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(numbers);
            return numbers;
        } catch (IOException e) {
            throw new LabFailure("cannot read the data: " + e.getMessage());
        }
    }

    /** Sleeps; not to wait for anybody. */
    void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    /** A child of this process. */
    Launch child(String name, String... childArguments) {
        return new Launch(run, Redirect.INHERIT, name, List.of(childArguments));
    }

    /** Starts a child of this process. */
    ChildProcess start(Launch launch) {
        return new ChildProcess(launch.lane(), launch.start(), transcript, this::removeObjects);
    }
}
