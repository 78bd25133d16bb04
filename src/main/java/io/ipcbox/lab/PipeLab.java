package io.ipcbox.lab;

import io.ipcbox.ipc.pipe.AnonymousPipe;
import io.ipcbox.ipc.pipe.PipeEnd;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lab sheet's pipe: a sender and a receiver, and between them an anonymous pipe that carries 8-byte integers. A 0
 * marks the end; without one, the end of the pipe does.
 */
public final class PipeLab extends LabProgram {
    static final String NAME = "pipe";

    private static final String SENDER = "Sender";
    private static final String RECEIVER = "Receiver";
    static final Cast CAST = Cast.of(NAME).with(SENDER, PipeLab::send).with(RECEIVER, PipeLab::receive);

    private static final long END = 0;

    private final Dataset dataset;

    /** @param data the integers, as text; if empty, the user is asked for them */
    public PipeLab(Optional<String> data) {
        super(CAST);
        dataset = new Dataset(data, "Enter dataset size: ", OptionalLong.of(END));
    }

    @Override
    void direct(Stage stage) {
        long[] data = dataset.read(stage.console());
        try (AnonymousPipe pipe = AnonymousPipe.create()) {
            stage.start(stage.process(SENDER).writingTo(pipe.writing()), upToEnd(stage, data));
            stage.start(stage.process(RECEIVER).readingFrom(pipe.reading()));
        }
        // Each child holds its own end, and this process none: the pipe ends when the sender exits.
        stage.play();
    }

    /** Drops what follows the end mark, with a warning. */
    private static long[] upToEnd(Stage stage, long[] data) {
        int sent = 0;
        while (sent < data.length && data[sent] != END) {
            sent++;
        }
        sent = Math.min(sent + 1, data.length);
        int left = data.length - sent;
        if (left > 0) {
            stage.console()
                    .error("0 marks the end: " + (left == 1 ? "1 item" : left + " items") + " after it "
                            + (left == 1 ? "is" : "are") + " not sent");
        }
        return Arrays.copyOf(data, sent);
    }

    private static void send(ThisProcess self) {
        try (NumberPipe pipe = new NumberPipe(PipeEnd.standardOutput())) {
            for (long number : self.data()) {
                self.announce("Messages Sent: " + number, () -> pipe.sendLong(number));
            }
        }
    }

    private static void receive(ThisProcess self) {
        try (NumberPipe pipe = new NumberPipe(PipeEnd.standardInput())) {
            OptionalLong number = pipe.receiveLong();
            while (number.isPresent() && number.getAsLong() != END) {
                self.say("Messages Received: " + number.getAsLong());
                number = pipe.receiveLong();
            }
        }
    }
}
