package io.ipcbox.lab;

import java.util.List;

/**
 * A race: two processes add to a plain counter in shared memory, many times each. In the first part they do so at will:
 * an addition is a load and a store, and what the other process stores in between is lost. In the second part a
 * semaphore lets one process at a time do both. If the first part happens to lose nothing, it is repeated.
 */
public final class RaceLab extends LabProgram {
    static final String NAME = "race";

    private static final String MAIN = "main program";
    private static final List<String> RUNNERS = List.of("Process-1", "Process-2");
    static final Cast CAST = Cast.of(NAME)
            .with(MAIN, RaceLab::main)
            .with(RUNNERS.getFirst(), RaceLab::runner)
            .with(RUNNERS.getLast(), RaceLab::runner);

    private static final int MOST_ROUNDS = 10;

    private final int times;

    /** @param times how often each process adds 1 */
    public RaceLab(int times) {
        super(CAST);
        if (times < 0) {
            throw new IllegalArgumentException("the number of additions cannot be negative: " + times);
        }
        this.times = times;
    }

    @Override
    void direct(Stage stage) {
        stage.start(stage.process(MAIN, Integer.toString(times)));
        stage.play();
    }

    private static void main(ThisProcess self) {
        long expected = (long) self.number(0) * RUNNERS.size();
        try (Track track = Track.open(self)) {
            List<ChildProcess> runners = RUNNERS.stream()
                    .map(name -> self.start(self.child(name, self.argument(0))))
                    .toList();
            track.awaitReady(RUNNERS.size());
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
    }

    /** Returns the counter after the round. */
    private static long run(ThisProcess self, Track track, int round, int how) {
        track.setCounter(0);
        track.start(round, how, RUNNERS.size());
        track.awaitReady(RUNNERS.size());
        long counted = track.counter();
        self.note(() -> "load counter = " + counted);
        return counted;
    }

    private static void report(ThisProcess self, String how, long expected, long counted) {
        self.say("%s: %d additions, the counter shows %d: %d updates lost"
                .formatted(how, expected, counted, expected - counted));
    }

    private static void runner(ThisProcess self) {
        int times = self.number(0);
        try (Track track = Track.open(self)) {
            int how = track.awaitStart(0);
            for (int round = 1; how != Track.END; round++) {
                for (int i = 0; i < times; i++) {
                    if (how == Track.WITH_LOCK) {
                        track.lock().waitFor(NO_LIMIT);
                        addOne(self, track);
                        track.lock().post();
                    } else {
                        addOne(self, track);
                    }
                }
                how = track.awaitStart(round);
            }
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
