package io.ipcbox.lab;

import io.ipcbox.ipc.hook.CallTrace;
import io.ipcbox.ipc.hook.CallTrace.Call;
import io.ipcbox.ipc.waiting.Uninterrupted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the C calls of this process as they are made. A call that other processes notice takes its place in the transcript
 * before it is made, so that their reaction stands below it. Of a wait that the library makes in several calls, only the
 * last call is shown, which has the outcome. Only the calls of the thread that created this are shown: other threads
 * make theirs when the JVM shuts down.
 */
final class Steps implements CallTrace.Listener {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FrameWriter transcript;
    private final boolean slow;
    private final Deque<Integer> places = new ArrayDeque<>();
    private final Thread thread = Thread.currentThread();
    /** The wait in progress, and its calls so far, which had no outcome. */
    private @Nullable Attempt waiting;

    private final List<String> held = new ArrayList<>();

    Steps(FrameWriter transcript, boolean slow) {
        this.transcript = transcript;
        this.slow = slow;
    }

    @Override
    public void calling(Call call) {
        if (isOfThisThread()) {
            if (waiting != null && !waiting.goesOnIn(Attempt.of(call))) {
                showHeld();
            }
            places.push(call.isGiving() ? transcript.takePlace() : 0);
        }
    }

    @Override
    public void called(Call call, Object result, int errno, String text) {
        if (isOfThisThread()) {
            int place = places.pop();
            Attempt attempt = Attempt.of(call);
            if (attempt.isOpen(result, errno)) {
                hold(attempt, text, place);
            } else if (waiting == null || waiting.equals(attempt)) {
                forget();
                write(place, text);
            } else {
                // The sleep before the next attempt.
                held.add(text);
            }
        }
    }

    private boolean isOfThisThread() {
        return Thread.currentThread().equals(thread);
    }

    private void hold(Attempt attempt, String step, int place) {
        if (place != 0) {
            transcript.giveUpPlace(place);
        }
        if (waiting == null) {
            waiting = attempt;
        } else if (waiting.equals(attempt)) {
            held.clear();
        }
        held.add(step);
    }

    private void forget() {
        waiting = null;
        held.clear();
    }

    /** Shows the calls of a wait that the process gave up, so that it has no outcome. */
    void showHeld() {
        held.forEach(step -> write(0, step));
        forget();
    }

    /** Shows a step that is not a call. */
    void show(String step) {
        showHeld();
        write(0, step);
    }

    private void write(int place, String step) {
        transcript.write(Frame.Kind.STEP, place, step);
        if (slow) {
            // Time to read it; this waits for nothing.
            Uninterrupted.run(() -> Thread.sleep(SLOW));
        }
    }
}
