package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixQueueLimits;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The lab sheet's message queue: the first process puts ten times each number into a POSIX message queue, the second
 * takes them out. The queue holds ten messages, so the second one takes while the first one puts. A message is a number
 * as text; an empty message marks the end.
 */
public final class QueueLab implements LabProgram {
    static final String WORD = "queue";

    private static final String FIRST = "Process-1";
    private static final String SECOND = "Process-2";
    private static final PosixQueueLimits TEN_NUMBERS = new PosixQueueLimits(10, 32);
    private static final byte[] END = {};
    private static final int PRIORITY = 0;
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final Optional<long[]> given;

    /** @param data the numbers, as text; asked for if empty */
    public QueueLab(Optional<String> data) {
        this.given = data.map(Dataset::parse);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> lanes() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public boolean hasQueue() {
        return true;
    }

    @Override
    public void direct(Stage stage) {
        Dataset questions = new Dataset(stage.console());
        given.or(() -> questions.ask("Enter the datasize: ", Optional.empty())).ifPresent(data -> {
            stage.start(stage.process(FIRST), data);
            stage.start(stage.process(SECOND));
            stage.play();
        });
    }

    static void play(String role, ThisProcess self) {
        switch (role) {
            case FIRST -> put(self);
            case SECOND -> take(self);
            default -> throw LabProgram.unknown(role);
        }
    }

    private static void put(ThisProcess self) {
        try (PosixMessageQueue queue = open(self)) {
            self.say("Queue = list * 10");
            for (long number : self.data()) {
                queue.send(text(BigInteger.valueOf(number).multiply(BigInteger.TEN)), PRIORITY, FOREVER);
            }
            queue.send(END, PRIORITY, FOREVER);
        }
    }

    private static void take(ThisProcess self) {
        try (PosixMessageQueue queue = open(self)) {
            byte[] message = receive(queue);
            self.say("Queue elements:");
            while (message.length > 0) {
                self.say(new String(message, StandardCharsets.US_ASCII));
                message = receive(queue);
            }
            queue.unlink();
        }
    }

    /** Whoever comes first creates it. */
    private static PosixMessageQueue open(ThisProcess self) {
        return self.create(() -> PosixMessageQueue.open(
                self.objectName(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, TEN_NUMBERS));
    }

    private static byte[] receive(PosixMessageQueue queue) {
        return queue.receive(FOREVER).orElseThrow().data();
    }

    private static byte[] text(BigInteger number) {
        return number.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
