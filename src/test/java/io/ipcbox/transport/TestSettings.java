package io.ipcbox.transport;

import io.ipcbox.settings.ClientSettings;
import io.ipcbox.settings.ServerSettings;
import io.ipcbox.settings.Settings;
import io.ipcbox.settings.ShmSettings;
import io.ipcbox.settings.TcpSettings;
import io.ipcbox.settings.Waiting;
import io.ipcbox.statistic.Statistic;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The settings of a transport in a test. */
public final class TestSettings {
    private static final int LONGEST_LINE = 1 << 20;
    private static final TcpSettings ANY_PORT = new TcpSettings("127.0.0.1", 0, null);

    private TestSettings() {}

    /** For a server. */
    public static Settings ofServer(Duration stallTimeout) {
        return ofServer(stallTimeout, ANY_PORT);
    }

    public static Settings ofServer(Duration stallTimeout, TcpSettings tcp) {
        return of(LONGEST_LINE, stallTimeout, tcp);
    }

    /** For a client. */
    public static Settings ofClient(int longestLine) {
        return of(longestLine, Duration.ofSeconds(1), ANY_PORT);
    }

    private static Settings of(int longestLine, Duration stallTimeout, TcpSettings tcp) {
        return new Settings(
                "test",
                null,
                DataSize.ofBytes(longestLine),
                stallTimeout,
                DataSize.ofBytes(TransportContract.BACKLOG_BYTES),
                Duration.ofSeconds(5),
                tcp,
                new ShmSettings(DataSize.ofMegabytes(1), 8, false, Waiting.FRUGAL),
                new ServerSettings(0),
                new ClientSettings(Statistic.MEAN));
    }
}
