package io.ipcbox.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings of this process, within their limits. Immutable. The file {@code application.yml} at the top of the
 * project explains each one.
 *
 * @param channel server and clients of the same channel find each other
 * @param directory holds everything that the channel has by name; null for the default directory of the channel
 * @param maxLine the longest line that is sent or received, as text
 * @param stallTimeout a client that takes nothing for this long while its backlog is full is cut off
 * @param backlog the most that the server queues for one client
 * @param drainTimeout how long a server that ends waits for clients to take their last lines
 */
@ConfigurationProperties("ipcbox")
public record Settings(
        @DefaultValue("default")
        @Limit(
                pattern = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}",
                description = "1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore, not starting with a dot")
        String channel,

        @Limit(pattern = "[^\\x00]*[^\\x00\\p{javaWhitespace}][^\\x00]*", description = "the path of a directory")
        @Nullable
        String directory,

        @DefaultValue("256MB") @Limit(min = "1KB", max = "1GB")
        DataSize maxLine,

        @DefaultValue("1s") @Limit(min = "100ms", max = "1h")
        Duration stallTimeout,

        @DefaultValue("4MB") @Limit(min = "64KB", max = "1GB")
        DataSize backlog,

        @DefaultValue("5s") @Limit(min = "0s", max = "1h") Duration drainTimeout,
        @DefaultValue TcpSettings tcp,
        @DefaultValue ShmSettings shm,
        @DefaultValue ServerSettings server,
        @DefaultValue ClientSettings client) {

    /** The longest line, in bytes. */
    public int longestLine() {
        return Math.toIntExact(maxLine.toBytes());
    }
}
