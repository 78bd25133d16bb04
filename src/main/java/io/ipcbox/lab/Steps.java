package io.ipcbox.lab;

import io.ipcbox.ipc.CallTrace;
import io.ipcbox.ipc.CallTrace.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the C calls of this process, as they are made. A call that others notice takes its place before it is made, so
 * that what they do about it stands below. Of a wait that the library makes in several calls only the last one is shown,
 * which has the outcome. Calls of other threads than that which made this are not shown: they are the JVM's end.
 */
final class Steps implements CallTrace.Listener {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FrameWriter transcript;
    private final boolean slow;
    private final Deque<Integer> places = new ArrayDeque<>();
    private final Thread thread = Thread.currentThread();
    /** What is being waited for, and the calls that were made for it without an outcome. */
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

    /** Shows the calls of a wait that ended without an outcome: the process gave it up. */
    void showHeld() {
        held.forEach(step -> write(0, step));
        forget();
    }

    /** Shows a step that is no call. */
    void show(String step) {
        showHeld();
        write(0, step);
    }

    private void write(int place, String step) {
        transcript.write(Frame.Kind.STEP, place, step);
        if (slow) {
            pause();
        }
    }

    // Not to wait for anybody: to be read.
    private static void pause() {
        try {
            Thread.sleep(SLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
