package io.ipcbox.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings of this process, checked against {@link SettingLimits}. Immutable. The file {@code application.yml} at
 * the top of the project explains each one.
 *
 * @param channel server and clients of the same channel find each other
 * @param directory of everything the channel has by name; null for the usual place of the channel
 * @param maxLine the longest line that is sent or received, as text
 * @param stallTimeout a client that takes nothing for that long while its backlog is full is cut off
 * @param backlog what may wait for one client
 * @param drainTimeout how long a server that ends waits for clients to take what is theirs
 */
@ConfigurationProperties("ipcbox")
public record Settings(
        @DefaultValue("default") String channel,
        @Nullable String directory,
        @DefaultValue("256MB") DataSize maxLine,
        @DefaultValue("1s") Duration stallTimeout,
        @DefaultValue("4MB") DataSize backlog,
        @DefaultValue("5s") Duration drainTimeout,
        @DefaultValue TcpSettings tcp,
        @DefaultValue ShmSettings shm,
        @DefaultValue ServerSettings server,
        @DefaultValue ClientSettings client) {

    /** The longest line, in bytes. */
    public int longestLine() {
        return Math.toIntExact(maxLine.toBytes());
    }
}
