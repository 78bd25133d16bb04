package io.ipcbox.settings;

import io.ipcbox.statistic.Statistic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** The name of every setting, and what its value must be. Any thread may call. */
public final class SettingLimits {
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:._-]{1,253}");
    private static final Pattern BUNDLE = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(\\d|\\d\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}|::1");

    private static final Map<String, Limit<?>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "ipcbox.channel",
                    Limit.text(
                            CHANNEL.asMatchPredicate(),
                            "1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore, not starting with a dot")),
            Map.entry("ipcbox.directory", Limit.text(SettingLimits::isPath, "the path of a directory")),
            Map.entry("ipcbox.max-line", Limit.size("1KB", "1GB")),
            Map.entry("ipcbox.stall-timeout", Limit.time("100ms", "1h")),
            Map.entry("ipcbox.backlog", Limit.size("64KB", "1GB")),
            Map.entry("ipcbox.drain-timeout", Limit.time("0s", "1h")),
            Map.entry(
                    "ipcbox.tcp.address",
                    Limit.text(HOST.asMatchPredicate(), "an IP address, or for clients a host name")),
            Map.entry(
                    "ipcbox.tcp.ssl-bundle",
                    Limit.text(BUNDLE.asMatchPredicate(), "the name of a bundle: A-Z, a-z, 0-9 and dash")),
            Map.entry("ipcbox.tcp.port", Limit.number(0, 65_535)),
            Map.entry(
                    "ipcbox.shm.capacity",
                    Limit.size("64KB", "1GB").and(SettingLimits::isPowerOfTwo, "a power of two")),
            Map.entry("ipcbox.shm.max-readers", Limit.number(1, 1024)),
            Map.entry("ipcbox.shm.from-oldest", Limit.flag()),
            Map.entry("ipcbox.shm.waiting", Limit.oneOf(Waiting.class)),
            Map.entry("ipcbox.server.await-clients", Limit.number(0, 1000)),
            Map.entry("ipcbox.client.statistic", Limit.oneOf(Statistic.class))));

    private SettingLimits() {}

    /** The names of all settings, in their canonical form, sorted. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    /** True for a setting that may be given without a value, which then is {@code true}. */
    public static boolean isFlag(String name) {
        return of(name).map(limit -> limit.type() == Boolean.class).orElse(false);
    }

    static Optional<Limit<?>> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** True for an address that only this machine can be reached at. */
    static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches();
    }

    private static boolean isPath(String text) {
        return !text.isBlank() && text.indexOf('\0') < 0;
    }

    private static boolean isPowerOfTwo(DataSize size) {
        return Long.bitCount(size.toBytes()) == 1;
    }
}
