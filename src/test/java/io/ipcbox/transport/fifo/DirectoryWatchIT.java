package io.ipcbox.transport.fifo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ipcbox.transport.ChannelDirectory;
import io.ipcbox.transport.RecordingListener;
import io.ipcbox.transport.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch goes on if its listener fails, and if the directory is removed. */
class DirectoryWatchIT {
    @TempDir
    private Path directory;

    @Test
    void namesAreReportedAfterOneThatTheListenerFailsOn() throws IOException, InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (DirectoryWatch watch = new DirectoryWatch(ChannelDirectory.at(directory))) {
            watch.start(
                    path -> {
                        if (path.endsWith("second")) {
                            told.countDown();
                            return;
                        }
                        failed.countDown();
                        throw new UncheckedIOException(new IOException("the directory cannot be read now"));
                    },
                    () -> {},
                    reason -> {});
            Files.createFile(directory.resolve("first"));
            failed.await();

            Files.createFile(directory.resolve("second"));

            told.await();
        }
    }

    @Test
    void directoryThatIsRemovedUnderAServerIsMadeAgainForTheNextClients() throws IOException {
        ChannelDirectory removed = ChannelDirectory.at(directory.resolve("channel"));
        FifoPublisher publisher = new FifoPublisher(TestSettings.ofServer(Duration.ofSeconds(1)), removed);
        publisher.start(trouble -> {});
        try (FifoSubscriber subscriber = new FifoSubscriber(removed, 1 << 10)) {
            for (int round = 0; round < 3; round++) {
                Files.delete(removed.path());
                await().until(() -> Files.exists(removed.path()));
            }

            subscriber.start(new RecordingListener());

            await().until(() -> publisher.attached() == 1);
        } finally {
            publisher.close();
        }
        assertThat(removed.path()).doesNotExist();
    }
}
