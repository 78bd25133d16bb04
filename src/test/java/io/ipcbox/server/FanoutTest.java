package io.ipcbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.message.EncodedLines;
import io.ipcbox.transport.ClientStatus;
import io.ipcbox.transport.Publisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A transport that fails affects only its own clients. */
class FanoutTest {
    private final FragilePublisher first = new FragilePublisher("first");
    private final FragilePublisher middle = new FragilePublisher("middle");
    private final FragilePublisher last = new FragilePublisher("last");
    private final Fanout fanout = new Fanout(List.of(first, middle, last));

    @Test
    void failingTransportCostsTheOthersNoLineAndIsNamedOnce() {
        first.isBroken = true;

        assertThatThrownBy(() -> publish("1")).hasMessage("first");
        assertThatCode(() -> publish("2")).doesNotThrowAnyException();

        assertThat(middle.lines).containsExactly("1", "2");
        assertThat(last.lines).containsExactly("1", "2");
    }

    @Test
    void transportThatFailsAgainAfterItHasWorkedIsNamedAgain() {
        middle.isBroken = true;
        assertThatThrownBy(() -> publish("1")).hasMessage("middle");
        middle.isBroken = false;
        publish("2");
        middle.isBroken = true;

        assertThatThrownBy(() -> publish("3")).hasMessage("middle");

        assertThat(middle.lines).containsExactly("2");
        assertThat(last.lines).containsExactly("1", "2", "3");
    }

    @Test
    void ofSeveralThatFailTogetherEachIsNamed() {
        first.isBroken = true;
        last.isBroken = true;

        assertThatThrownBy(() -> publish("1"))
                .hasMessage("first")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("last"));
        assertThat(middle.lines).containsExactly("1");
    }

    @Test
    void errorInOneTransportCostsTheOthersNoLine() {
        first.error = new AssertionError("first");
        middle.isBroken = true;

        assertThatThrownBy(() -> publish("1")).isSameAs(first.error).hasSuppressedException(middle.failure);

        assertThat(last.lines).containsExactly("1");
    }

    private void publish(String line) {
        fanout.publish(EncodedLines.of((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static final class FragilePublisher implements Publisher {
        private final List<String> lines = new ArrayList<>();
        private final RuntimeException failure;
        private boolean isBroken;
        private @Nullable Error error;

        FragilePublisher(String name) {
            this.failure = new IllegalStateException(name);
        }

        @Override
        public void publish(EncodedLines published) {
            if (error != null) {
                throw error;
            }
            if (isBroken) {
                throw failure;
            }
            lines.add(new String(published.bytes(), StandardCharsets.US_ASCII).strip());
        }

        @Override
        public void start(Consumer<RuntimeException> trouble) {}

        @Override
        public void end(byte[] frame, Deadline deadline) {}

        @Override
        public int attached() {
            return 0;
        }

        @Override
        public List<ClientStatus> clients() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
