package io.ipcbox.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.Input;
import io.ipcbox.console.LineSource;
import io.ipcbox.console.StreamLines;
import io.ipcbox.console.TextLine;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.tcp.TcpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResultsFirstTest {
    private boolean resultsFollow = true;
    private boolean hasInput;
    private int looks;

    @Test
    void momentPassesBetweenALineOfDataAndTheNextPrompt() {
        LineSource lines = lines(bytes("1 2\n"), bytes("clients\n"), bytes("\n"), bytes("3\n"));
        lines.next();
        assertThat(looks).isZero();
        lines.next();
        assertThat(looks).isGreaterThan(1);
        int atFirst = looks;
        lines.next();
        lines.next();
        assertThat(looks).isEqualTo(atFirst);
        lines.next();
        assertThat(looks).isEqualTo(2 * atFirst);
    }

    @Test
    void inputThatHasArrivedEndsTheMoment() {
        hasInput = true;
        LineSource lines = lines(bytes("1\n"), bytes("2\n"), bytes("3\n"));
        lines.next();
        lines.next();
        lines.next();
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void lineThatHasBeenReadAlreadyIsNotKeptWaiting() {
        LineSource lines = lines(bytes("1\n2\n"), bytes("3\n"));
        lines.next();
        lines.next();
        assertThat(looks).isZero();
    }

    @Test
    void thereIsNoMomentWhereNoResultsFollow() {
        resultsFollow = false;
        LineSource lines = lines(bytes("1\n"), bytes("2\n"));
        lines.next();
        lines.next();
        assertThat(looks).isZero();
    }

    @Test
    void inputThatCannotBeReadIsLeftToTheReader() {
        LineSource lines = new ResultsFirst(source(bytes("1\n"), bytes("2\n")), () -> true, () -> {
            throw new IOException("gone");
        });
        lines.next();
        assertThat(lines.next()).isInstanceOf(TextLine.class);
    }

    @Test
    void endOfTheLoopEndsTheMoment() {
        LineSource lines = lines(bytes("1\n"));
        lines.next();
        Thread.currentThread().interrupt();
        assertThat(lines.next()).isEqualTo(Input.End.ofInput());
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void clientWithTheStandardOutputOfThisProcessPrintsHere() throws Exception {
        RecordingPublisher publisher = new RecordingPublisher();
        BroadcastServer server = RecordingServer.serverOf(publisher);
        assertThat(ResultsFirst.isClientHere(server)).isFalse();
        Process elsewhere = new ProcessBuilder("cat").start();
        Process here = new ProcessBuilder("cat")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            publisher.attach(client(elsewhere.pid()));
            assertThat(ResultsFirst.isClientHere(server)).isFalse();
            publisher.attach(client(here.pid()));
            assertThat(ResultsFirst.isClientHere(server)).isTrue();
        } finally {
            here.destroy();
            elsewhere.destroy();
        }
        here.waitFor();
        assertThat(ResultsFirst.isClientHere(server)).isFalse();
    }

    private static ClientStatus client(long pid) {
        return new ClientStatus("cat", TcpTransport.MECHANISM, pid, 0, 0, 1, Instant.EPOCH, ClientStatus.State.LIVE);
    }

    private LineSource lines(InputStream first, InputStream... others) {
        return new ResultsFirst(source(first, others), () -> resultsFollow, () -> {
            looks++;
            return hasInput;
        });
    }

    private static LineSource source(InputStream first, InputStream... others) {
        InputStream all = first;
        for (InputStream other : others) {
            all = new SequenceInputStream(all, other);
        }
        return new StreamLines(all, 100, false);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
