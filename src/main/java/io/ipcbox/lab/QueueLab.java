package io.ipcbox.lab;

import io.ipcbox.ipc.CreationMode;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.ipc.posix.PosixMessageQueue;
import io.ipcbox.ipc.posix.PosixQueueLimits;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lab sheet's message queue: the first process puts ten times each number into a POSIX message queue, and the second
 * takes them out. The queue holds ten messages, so both work at the same time. A message is a number as text; an empty
 * message marks the end.
 */
public final class QueueLab extends LabProgram {
    static final String NAME = "queue";

    private static final String FIRST = "Process-1";
    private static final String SECOND = "Process-2";
    static final Cast CAST = Cast.of(NAME).with(FIRST, QueueLab::put).with(SECOND, QueueLab::take);

    private static final PosixQueueLimits TEN_NUMBERS = new PosixQueueLimits(10, 32);
    private static final byte[] END = {};
    private static final int PRIORITY = 0;

    private final Dataset dataset;

    /** @param data the integers, as text; if empty, the user is asked for them */
    public QueueLab(Optional<String> data) {
        super(CAST);
        dataset = new Dataset(data, "Enter the datasize: ", OptionalLong.empty());
    }

    @Override
    void direct(Stage stage) {
        stage.start(stage.process(FIRST), dataset.read(stage.console()));
        stage.start(stage.process(SECOND));
        stage.play();
    }

    private static void put(ThisProcess self) {
        try (PosixMessageQueue queue = open(self)) {
            self.say("Queue = list * 10");
            for (long number : self.data()) {
                BigInteger product = BigInteger.valueOf(number).multiply(BigInteger.TEN);
                queue.send(product.toString().getBytes(StandardCharsets.US_ASCII), PRIORITY, NO_LIMIT);
            }
            queue.send(END, PRIORITY, NO_LIMIT);
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

    /** The process that comes first creates the queue. */
    private static PosixMessageQueue open(ThisProcess self) {
        return self.create(() -> PosixMessageQueue.open(
                self.objectName(), CreationMode.OPEN_OR_CREATE, Permissions.OWNER_ONLY, TEN_NUMBERS));
    }

    private static byte[] receive(PosixMessageQueue queue) {
        return queue.receive(NO_LIMIT).orElseThrow().data();
    }
}
