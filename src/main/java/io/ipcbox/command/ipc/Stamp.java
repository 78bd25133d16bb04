package io.ipcbox.command.ipc;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When something was noticed: local time, {@code 14:03:59.001200}. */
final class Stamp {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private Stamp() {}

    static String now() {
        return FORMAT.format(LocalTime.now(ZoneId.systemDefault()));
    }
}
