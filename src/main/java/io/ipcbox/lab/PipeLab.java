package io.ipcbox.lab;

import io.ipcbox.ipc.pipe.AnonymousPipe;
import io.ipcbox.ipc.pipe.PipeEnd;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lab sheet's pipe: a sender and a receiver, and between them an anonymous pipe that carries integers of eight bytes.
 * A 0 marks the end; so does the end of the pipe, when there is none.
 */
public final class PipeLab implements LabProgram {
    static final String WORD = "pipe";

    private static final String SENDER = "Sender";
    private static final String RECEIVER = "Receiver";
    private static final long END = 0;

    private final Optional<long[]> given;

    /** @param data the numbers, as text; asked for if empty */
    public PipeLab(Optional<String> data) {
        this.given = data.map(Dataset::parse);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> lanes() {
        return List.of(SENDER, RECEIVER);
    }

    @Override
    public void direct(Stage stage) {
        Dataset questions = new Dataset(stage.console());
        given.or(() -> questions.ask("Enter dataset size: ", Optional.of(END))).ifPresent(data -> {
            try (AnonymousPipe pipe = AnonymousPipe.create()) {
                stage.start(stage.process(SENDER).writingTo(pipe.writing()), upToEnd(stage, data));
                stage.start(stage.process(RECEIVER).readingFrom(pipe.reading()));
            }
            // They have their ends now, and nobody else has one: the pipe ends when the sender does.
            stage.play();
        });
    }

    /** What follows the end mark is not sent; nor is it lost without a word. */
    private static long[] upToEnd(Stage stage, long[] data) {
        int sent = 0;
        while (sent < data.length && data[sent] != END) {
            sent++;
        }
        sent = Math.min(sent + 1, data.length);
        int left = data.length - sent;
        if (left > 0) {
            stage.console()
                    .error("0 marks the end: " + (left == 1 ? "1 item" : left + " items") + " behind it "
                            + (left == 1 ? "is" : "are") + " not sent");
        }
        return Arrays.copyOf(data, sent);
    }

    static void play(String role, ThisProcess self) {
        switch (role) {
            case SENDER -> send(self);
            case RECEIVER -> receive(self);
            default -> throw LabProgram.unknown(role);
        }
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
