package io.ipcbox.transport.shm;

import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.WaitStrategy;

/**
 * What the shared-memory transport is told besides.
 *
 * @param ring of a server that makes one
 * @param fromOldest a client begins with the oldest line that the ring still holds, instead of the next one
 * @param waiting what a client does while no line comes
 */
public record ShmOptions(RingSettings ring, boolean fromOldest, WaitStrategy waiting) {}
