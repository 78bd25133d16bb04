package io.ipcbox.ring;

/**
 * The size of a ring.
 *
 * @param capacityBytes a power of two from 64 KiB to 1 GiB; a larger message is sent in parts
 * @param places the maximum number of registered readers, 1 to 1024
 */
public record RingSettings(long capacityBytes, int places) {
    /** 4 MiB and 64 readers: small enough for a processor's cache. */
    public static final RingSettings DEFAULT = new RingSettings(4 << 20, 64);

    public RingSettings {
        if (Long.bitCount(capacityBytes) != 1
                || capacityBytes < RingLayout.SMALLEST_CAPACITY
                || capacityBytes > RingLayout.LARGEST_CAPACITY) {
            throw new IllegalArgumentException(
                    "a ring's capacity is a power of two from " + RingLayout.SMALLEST_CAPACITY + " to "
                            + RingLayout.LARGEST_CAPACITY + " bytes, capacityBytes=" + capacityBytes);
        }
        if (places < 1 || places > RingLayout.MOST_PLACES) {
            throw new IllegalArgumentException(
                    "a ring has 1 to " + RingLayout.MOST_PLACES + " places for readers, places=" + places);
        }
    }
}
