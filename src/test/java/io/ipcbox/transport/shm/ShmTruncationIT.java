package io.ipcbox.transport.shm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ipcbox.message.EncodedLines;
import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.WaitStrategy;
import io.ipcbox.support.UniqueNames;
import io.ipcbox.transport.RecordingListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A ring whose file is truncated while it is in use. */
class ShmTruncationIT {
    private static final byte[] LINE = "1 2 3\n".getBytes(US_ASCII);

    private final Path path = UniqueNames.nextIn(Path.of("/dev/shm"));

    @Test
    void publisherReportsItOnceAndServesNewClientsFromANewRing() throws IOException {
        RecordingListener before = new RecordingListener();
        RecordingListener after = new RecordingListener();
        try (var publisher = new ShmPublisher(path, new RingSettings(1 << 20, 8), Duration.ofSeconds(1));
                var lost = new ShmSubscriber(path, false, 1024, WaitStrategy.FRUGAL);
                var newcomer = new ShmSubscriber(path, false, 1024, WaitStrategy.FRUGAL)) {
            publisher.start(trouble -> {});
            lost.start(before);
            await().until(() -> publisher.clients().size() == 1);
            truncate();

            assertThatThrownBy(() -> publisher.publish(EncodedLines.of(LINE))).hasMessageContaining("EIO");
            newcomer.start(after);
            await().until(() -> publisher.clients().size() == 1);
            publisher.publish(EncodedLines.of(LINE));

            await().until(() -> after.messages().size() == 1);
            assertThat(before.messages()).isEmpty();
        }
        assertThat(path).doesNotExist();
    }

    private void truncate() throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
    }
}
