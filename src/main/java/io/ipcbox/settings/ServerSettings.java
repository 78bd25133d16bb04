package io.ipcbox.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server's own settings.
 *
 * @param awaitClients the first line is held until that many clients are attached; 0 does not wait
 */
public record ServerSettings(
        @DefaultValue("0") @Limit(min = "0", max = "1000") int awaitClients) {}
