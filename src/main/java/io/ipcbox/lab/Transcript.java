package io.ipcbox.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the processes say in order: as it comes, but what took a place before stands at that place. Whatever comes
 * behind a place waits until its text is there, or its process has ended. For one thread.
 */
final class Transcript {
    /** One line, or the place of one. */
    private static final class Slot {
        private final String lane;
        private @Nullable Frame frame;
        private boolean dropped;

        Slot(String lane) {
            this.lane = lane;
        }
    }

    private final Deque<Slot> waiting = new ArrayDeque<>();
    private final Map<String, Slot> places = new HashMap<>();
    private final Map<String, StringBuilder> parts = new HashMap<>();
    private final Display display;

    Transcript(Display display) {
        this.display = display;
    }

    void add(Frame frame) {
        switch (frame.kind()) {
            case PLACE -> places.put(placeOf(frame), append(frame.lane(), null));
            case PART -> partsOf(frame).append(frame.text());
            case LINE, STEP -> put(whole(frame));
            case NOTHING -> giveUp(places.remove(placeOf(frame)));
            case END -> drop(frame.lane());
            default -> throw new IllegalArgumentException("no line: " + frame);
        }
        print();
    }

    private void put(Frame frame) {
        @Nullable Slot taken = places.remove(placeOf(frame));
        if (taken == null) {
            append(frame.lane(), frame);
        } else {
            taken.frame = frame;
        }
    }

    private static void giveUp(@Nullable Slot place) {
        if (place != null) {
            place.dropped = true;
        }
    }

    private Slot append(String lane, @Nullable Frame frame) {
        Slot slot = new Slot(lane);
        slot.frame = frame;
        waiting.add(slot);
        return slot;
    }

    private Frame whole(Frame frame) {
        @Nullable StringBuilder before = frame.kind() == Frame.Kind.LINE ? parts.remove(placeOf(frame)) : null;
        return before == null
                ? frame
                : new Frame(
                        frame.kind(),
                        frame.lane(),
                        frame.place(),
                        before.append(frame.text()).toString());
    }

    private StringBuilder partsOf(Frame frame) {
        return parts.computeIfAbsent(placeOf(frame), place -> new StringBuilder());
    }

    private static String placeOf(Frame frame) {
        return frame.lane() + '\n' + frame.place();
    }

    /** A process that has ended will not come back to its places. */
    private void drop(String lane) {
        waiting.stream().filter(slot -> slot.lane.equals(lane)).forEach(slot -> slot.dropped = true);
        places.keySet().removeIf(place -> place.startsWith(lane + '\n'));
    }

    private void print() {
        for (Slot slot = waiting.peek(); slot != null && (slot.frame != null || slot.dropped); slot = waiting.peek()) {
            waiting.remove();
            @Nullable Frame frame = slot.frame;
            if (frame != null) {
                show(frame);
            }
        }
    }

    private void show(Frame frame) {
        if (frame.kind() == Frame.Kind.STEP) {
            display.step(frame.lane(), frame.text());
        } else {
            display.line(frame.lane(), frame.text());
        }
    }
}
