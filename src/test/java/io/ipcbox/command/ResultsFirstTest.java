package io.ipcbox.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

class ResultsFirstTest {
    private int moments;

    @Test
    void momentPassesBetweenALineOfDataAndTheNextPrompt() {
        LineSource lines = lines(bytes("1 2\n"), bytes("clients\n"), bytes("\n"), bytes("3\n"));
        lines.next();
        assertThat(moments).isZero();
        lines.next();
        assertThat(moments).isOne();
        lines.next();
        lines.next();
        assertThat(moments).isOne();
        lines.next();
        assertThat(moments).isEqualTo(2);
    }

    @Test
    void lineThatHasComeAlreadyIsNotKeptWaiting() {
        LineSource lines = lines(bytes("1\n2\n"), bytes("3\n"));
        lines.next();
        lines.next();
        assertThat(moments).isZero();
    }

    @Test
    void endOfTheLoopEndsTheMoment() {
        LineSource lines = new ResultsFirst(new StreamLines(bytes("1\n"), 100, false), () -> {
            throw new InterruptedException();
        });
        lines.next();
        assertThat(lines.next()).isEqualTo(Input.End.ofInput());
    }

    private LineSource lines(InputStream first, InputStream... others) {
        InputStream all = first;
        for (InputStream other : others) {
            all = new SequenceInputStream(all, other);
        }
        return new ResultsFirst(new StreamLines(all, 100, false), () -> moments++);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
