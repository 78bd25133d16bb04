package io.ipcbox.lab;

import io.ipcbox.ipc.pipe.AnonymousPipe;
import io.ipcbox.ipc.pipe.PipeEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Six processes. init starts P1 to P4; each draws a number and sends it through its own pipe. Scheduler creates shared
 * memory and sends its name to init through another pipe; init writes the numbers there; Scheduler sorts them.
 *
 * <pre>
 *  P1 ─pipe─┐
 *  P2 ─pipe─┤
 *  P3 ─pipe─┼─► init ──numbers──► shared memory ──numbers──► Scheduler
 *  P4 ─pipe─┘    ▲  └───post────► semaphore ───────wait────────┘ │
 *                └─────────────── pipe: its name ────────────────┘
 * </pre>
 */
public final class SchedulerLab extends LabProgram {
    static final String NAME = "scheduler";
    static final int MOST_CHILDREN = 100;

    private static final String INIT = "init";
    private static final String CHILD = "P";
    private static final String SCHEDULER = "Scheduler";
    private static final int NUMBERS_END = 20;

    private final int children;
    private final boolean sysv;
    private final String seed;

    /**
     * @param children how many processes draw a number
     * @param sysv whether memory and semaphore are of System V
     * @param seed makes the numbers repeatable
     */
    public SchedulerLab(int children, boolean sysv, OptionalLong seed) {
        super(cast(children));
        this.children = children;
        this.sysv = sysv;
        this.seed = seed.isPresent() ? Long.toString(seed.getAsLong()) : "";
    }

    static Cast cast(int children) {
        if (children < 1 || children > MOST_CHILDREN) {
            throw new IllegalArgumentException(
                    "the number of children must be between 1 and " + MOST_CHILDREN + ": " + children);
        }
        Cast cast = Cast.of(NAME).with(INIT, SchedulerLab::init);
        for (int i = 1; i <= children; i++) {
            cast = cast.with(CHILD + i, SchedulerLab::draw);
        }
        return cast.with(SCHEDULER, SchedulerLab::schedule);
    }

    @Override
    void direct(Stage stage) {
        String count = Integer.toString(children);
        String family = Boolean.toString(sysv);
        try (AnonymousPipe name = AnonymousPipe.create()) {
            stage.start(stage.process(INIT, count, family, seed).readingFrom(name.reading()));
            stage.start(stage.process(SCHEDULER, count, family).writingTo(name.writing()));
        }
        if (stage.play()) {
            stage.console().line("All processes complete and shared memory unlinked.");
        }
    }

    private static void init(ThisProcess self) {
        int count = self.number(0);
        boolean sysv = Boolean.parseBoolean(self.argument(1));
        List<NumberPipe> pipes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            pipes.add(startChild(self, i));
        }
        int[] numbers = new int[count];
        for (int i = 1; i <= count; i++) {
            try (NumberPipe pipe = pipes.get(i - 1)) {
                numbers[i - 1] = pipe.receiveInt().orElseThrow(() -> new LabFailure("a child sent no number"));
            }
            self.say("Parent received from child " + i + ": " + numbers[i - 1]);
        }
        hand(self, numbers, sysv);
    }

    /** Returns the end of the pipe at which the child's number arrives. */
    private static NumberPipe startChild(ThisProcess self, int place) {
        AnonymousPipe pipe = AnonymousPipe.create();
        try (PipeEnd childs = pipe.writing()) {
            self.start(self.child(CHILD + place, Integer.toString(place), self.argument(2))
                    .writingTo(childs));
        }
        return new NumberPipe(pipe.reading());
    }

    private static void draw(ThisProcess self) {
        String seed = self.argument(1);
        RandomGenerator random = seed.isEmpty() ? new Random() : new Random(Long.parseLong(seed) + self.number(0));
        int number = random.nextInt(NUMBERS_END);
        try (NumberPipe toInit = new NumberPipe(PipeEnd.standardOutput())) {
            long pid = ProcessHandle.current().pid();
            self.announce("Child " + pid + " generated: " + number, () -> toInit.sendInt(number));
        }
    }

    private static void hand(ThisProcess self, int[] numbers, boolean sysv) {
        try (NumberPipe fromScheduler = new NumberPipe(PipeEnd.standardInput())) {
            String name = fromScheduler.receiveText().orElseThrow(() -> new LabFailure("Scheduler sent no name"));
            self.say("Parent received shared memory name: " + name);
            try (NumbersMemory memory = NumbersMemory.open(sysv, name)) {
                memory.store(numbers);
                self.note(() -> "store " + Arrays.toString(numbers));
                memory.post();
            }
        }
    }

    private static void schedule(ThisProcess self) {
        int count = self.number(0);
        boolean sysv = Boolean.parseBoolean(self.argument(1));
        try (NumbersMemory memory = self.create(() -> NumbersMemory.create(sysv, self, count));
                NumberPipe toInit = new NumberPipe(PipeEnd.standardOutput())) {
            self.announce("Scheduler created shared memory: " + memory.name(), () -> toInit.sendText(memory.name()));
            memory.await();
            int[] numbers = memory.load(count);
            self.note(() -> "load " + Arrays.toString(numbers));
            self.say("Scheduler read from shared memory: " + Arrays.toString(numbers));
            Arrays.sort(numbers);
            self.say("Scheduler sorted numbers: " + Arrays.toString(numbers));
            memory.remove();
        }
    }
}
