package io.ipcbox.lab;

import io.ipcbox.ipc.CallTrace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Shows the C calls of this process, as they are made. A call that others notice takes its place before it is made, so
 * that what they do about it stands below. A step that is repeated, such as the slices of a wait, is shown once. Calls
 * of other threads than that which made this are not shown: they are the JVM's end.
 */
final class Steps implements CallTrace.Listener {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FrameWriter transcript;
    private final boolean slow;
    private final CallText text = new CallText();
    private final Deque<Integer> places = new ArrayDeque<>();
    private final Thread thread = Thread.currentThread();
    private String last = "";
    private int repeated;

    Steps(FrameWriter transcript, boolean slow) {
        this.transcript = transcript;
        this.slow = slow;
    }

    @Override
    public void calling(String function, List<Object> arguments) {
        if (isShown(function)) {
            places.push(CallText.isGiving(function, arguments) ? transcript.takePlace() : 0);
        }
    }

    @Override
    public void called(String function, List<Object> arguments, Object result, int errno) {
        if (isShown(function)) {
            show(places.pop(), text.of(function, arguments, result, errno));
        }
    }

    private boolean isShown(String function) {
        return CallText.isShown(function) && Thread.currentThread().equals(thread);
    }

    /** @param place that was taken for it, or 0 */
    void show(int place, String step) {
        if (step.equals(last) && place == 0) {
            repeated++;
            return;
        }
        if (repeated > 0) {
            transcript.write(Frame.Kind.STEP, 0, "(the same " + repeated + " times more)");
        }
        repeated = 0;
        last = step;
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
