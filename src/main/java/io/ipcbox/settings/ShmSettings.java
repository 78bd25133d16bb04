package io.ipcbox.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The ring in shared memory.
 *
 * @param capacity of the ring, a power of two; set by the server
 * @param maxReaders the most clients that can be attached at once; set by the server
 * @param fromOldest whether a client begins with the oldest line that the ring still holds, instead of the next one
 * @param waiting how an idle client waits
 */
public record ShmSettings(
        @DefaultValue("4MB") @Limit(min = "64KB", max = "1GB", powerOfTwo = true)
        DataSize capacity,

        @DefaultValue("64") @Limit(min = "1", max = "1024") int maxReaders,
        @DefaultValue("false") boolean fromOldest,
        @DefaultValue("frugal") Waiting waiting) {}
