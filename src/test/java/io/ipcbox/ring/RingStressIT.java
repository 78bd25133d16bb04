package io.ipcbox.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code scripts/ring-stress}, which runs for any length of time. */
@ExtendWith(NoLeftovers.class)
class RingStressIT {
    @Test
    void everyMessageIsSeenWholeAndInOrderWhateverReadersDo() throws IOException {
        long seed = System.nanoTime();
        String result = new RingStress(UniqueNames.nextIn(Path.of("/dev/shm")), seed).run(Duration.ofSeconds(6));

        assertThat(result).as("seed %d", seed).endsWith("seen whole and in order");
    }
}
