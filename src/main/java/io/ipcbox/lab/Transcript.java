package io.ipcbox.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the output of the processes in order: as it arrives, except that output for a place stands at that place. What
 * follows a place waits until its text has arrived or its process has ended. For one thread.
 */
final class Transcript {
    /** A line or a step, or the place of one. */
    private static final class Slot {
        private final String name;
        private @Nullable Frame frame;
        private boolean dropped;

        Slot(String name) {
            this.name = name;
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
        String place = frame.name() + '\n' + frame.place();
        switch (frame.kind()) {
            case PLACE -> places.put(place, append(frame.name()));
            case PART -> parts.computeIfAbsent(place, _ -> new StringBuilder()).append(frame.text());
            case LINE, STEP -> slot(place, frame.name()).frame = whole(place, frame);
            case NOTHING -> slot(place, frame.name()).dropped = true;
            case END -> drop(frame.name());
            default -> throw new IllegalArgumentException("not output: " + frame);
        }
        print();
    }

    /** The slot that was taken, or a new one at the end. */
    private Slot slot(String place, String name) {
        @Nullable Slot taken = places.remove(place);
        return taken == null ? append(name) : taken;
    }

    private Slot append(String name) {
        Slot slot = new Slot(name);
        waiting.add(slot);
        return slot;
    }

    private Frame whole(String place, Frame last) {
        @Nullable StringBuilder before = parts.remove(place);
        return before == null ? last : new Frame(last.kind(), last.name(), last.place(), before + last.text());
    }

    /** A process that has ended will not use its places. */
    private void drop(String name) {
        waiting.stream().filter(slot -> slot.name.equals(name)).forEach(slot -> slot.dropped = true);
        places.keySet().removeIf(place -> place.startsWith(name + '\n'));
    }

    private void print() {
        for (Slot slot = waiting.peek(); slot != null && (slot.frame != null || slot.dropped); slot = waiting.peek()) {
            waiting.remove();
            if (slot.frame != null) {
                show(slot.frame);
            }
        }
    }

    private void show(Frame frame) {
        if (frame.kind() == Frame.Kind.STEP) {
            display.step(frame.name(), frame.text());
        } else {
            display.line(frame.name(), frame.text());
        }
    }
}
