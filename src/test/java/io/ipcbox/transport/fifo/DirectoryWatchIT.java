package io.ipcbox.transport.fifo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch goes on whatever its listener makes of a name. */
class DirectoryWatchIT {
    @TempDir
    private Path directory;

    @Test
    void nameThatItsListenerFailsOnIsNotTheLastOneTold() throws IOException, InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (DirectoryWatch watch = new DirectoryWatch(directory)) {
            watch.start(new DirectoryWatch.Listener() {
                @Override
                public void appeared(Path path) {
                    if (path.endsWith("second")) {
                        told.countDown();
                        return;
                    }
                    failed.countDown();
                    throw new UncheckedIOException(new IOException("the directory cannot be read now"));
                }

                @Override
                public void disappeared(Path path) {}

                @Override
                public void missedSome() {}
            });
            Files.createFile(directory.resolve("first"));
            failed.await();

            Files.createFile(directory.resolve("second"));

            told.await();
        }
    }
}
