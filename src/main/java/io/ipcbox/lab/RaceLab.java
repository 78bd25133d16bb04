package io.ipcbox.lab;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A race: two processes add to a plain counter in shared memory, many times each. First as they like: an addition is a
 * load and a store, and what one of them stores in between is lost. Then with a semaphore, which lets one at a time do
 * both. When nothing was lost, which is luck, the first part is done again.
 */
public final class RaceLab implements LabProgram {
    static final String WORD = "race";

    private static final String MAIN = "main program";
    private static final List<String> RUNNERS = List.of("Process-1", "Process-2");
    private static final int MOST_ROUNDS = 10;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final int times;

    /** @param times how often each process adds 1 */
    public RaceLab(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("cannot add " + times + " times");
        }
        this.times = times;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> lanes() {
        return List.of(MAIN, RUNNERS.getFirst(), RUNNERS.getLast());
    }

    @Override
    public void direct(Stage stage) {
        stage.start(stage.process(MAIN, Integer.toString(times)));
        stage.play();
    }

    static void play(String role, ThisProcess self) {
        try (Track track = self.create(() -> Track.open(self))) {
            if (role.equals(MAIN)) {
                main(self, track);
            } else {
                runner(self, track);
            }
        }
    }

    private static void main(ThisProcess self, Track track) {
        long expected = (long) self.number(0) * RUNNERS.size();
        List<ChildProcess> runners = RUNNERS.stream()
                .map(name -> self.start(self.child(name, self.argument(0))))
                .toList();
        awaitBoth(track);
        long counted = expected;
        int round = 0;
        while (counted == expected && round < MOST_ROUNDS) {
            counted = run(self, track, round++, Track.WITHOUT_LOCK);
            report(self, "without a semaphore", expected, counted);
        }
        counted = run(self, track, round++, Track.WITH_LOCK);
        report(self, "with a semaphore", expected, counted);
        track.start(round, Track.END, RUNNERS.size());
        runners.forEach(ChildProcess::join);
        track.unlink();
    }

    /** Returns what the counter shows after it. */
    private static long run(ThisProcess self, Track track, int round, int how) {
        track.setCounter(0);
        track.start(round, how, RUNNERS.size());
        awaitBoth(track);
        long counted = track.counter();
        self.note(() -> "load counter = " + counted);
        return counted;
    }

    private static void awaitBoth(Track track) {
        RUNNERS.forEach(runner -> track.awaitReady());
    }

    private static void report(ThisProcess self, String how, long expected, long counted) {
        self.say("%s: %d additions, the counter shows %d: %d updates lost"
                .formatted(how, expected, counted, expected - counted));
    }

    private static void runner(ThisProcess self, Track track) {
        int times = self.number(0);
        int how = track.awaitStart(0);
        for (int round = 1; how != Track.END; round++) {
            for (int i = 0; i < times; i++) {
                if (how == Track.WITH_LOCK) {
                    track.lock().waitFor(FOREVER);
                    addOne(self, track);
                    track.lock().post();
                } else {
                    addOne(self, track);
                }
            }
            how = track.awaitStart(round);
        }
    }

    /** Not atomic, and that is the point. */
    private static void addOne(ThisProcess self, Track track) {
        long value = track.counter();
        self.note(() -> "load counter = " + value);
        track.setCounter(value + 1);
        self.note(() -> "store counter = " + (value + 1));
    }
}
