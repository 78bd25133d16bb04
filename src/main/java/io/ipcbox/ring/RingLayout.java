package io.ipcbox.ring;

/**
 * The layout of a ring file. Offsets in bytes; all numbers little-endian, aligned to their size.
 *
 * <pre>
 *     0  magic "IPCBOXRG"        | version (4) | byte order mark (4)     these four lines
 *    16  capacity (8)            | header bytes (4) | places (4)         are written once,
 *    32  generation (8)      | number of the first message (8)           by create
 *    64  writer: pid (8) | start time in ticks since boot (8) | boot id (16)    for display only
 *   128  tail (8)           end of the newest published record           writer only
 *   136  end (8) | header (8) | 40 bytes    a copy of a short message, usually the newest: see {@link NewestMessage};
 *                           writer only
 *   256  lease (8)          bytes before lease - capacity may be overwritten at any moment; never decreases; writer only
 *   384  readers asleep (4) 1 if a reader may be sleeping or about to; set by readers, cleared by the writer
 *   388  copies wished (4)  1 if a reader takes messages one by one and asks for a copy beside the tail; set by readers;
 *                           the writer loads both words at once
 *   392  wakes (4)          the word that readers sleep on: the number of wake-ups; writer only
 *   512  writer asleep (4)  1 if the writer may be sleeping on this word
 *   640  state (4)          1 open, 2 ended in good order, 3 replaced by a new file of the same name
 *   768  16 checkpoints: position (8) | number of the message there (8)  writer only
 *  1024  places, 128 bytes each:
 *          + 0  cursor (8)     end of the last record taken              that place's reader only
 *          + 8  state (4)      0 free, 1 active, 2 cut off
 *          +16  taken (8)      messages taken                            that place's reader only
 *          +24  number of the message it takes next (8)                  that place's reader only
 *          +32  pid (8) | +40 joined, in milliseconds since 1970 (8), 0 until it has
 *  header bytes (a multiple of 4096): the data, capacity bytes, a power of two
 * </pre>
 *
 * Positions count bytes since the ring was created and never wrap; a position's offset in the data is position modulo
 * capacity. A record starts at a multiple of eight, never crosses the end of the data, and is
 *
 * <pre>
 *    0  length (28 bits) | flags (4 bits)    BEGIN 1, END 2: first and last part of a message; PADDING 4: skip it
 *    4  low 32 bits of the message's number
 *    8  length bytes, then up to seven unused ones
 * </pre>
 *
 * Fields that different sides write are 128 bytes apart, two cache lines, because processors fetch lines in pairs. A
 * checkpoint is the first record that starts in its sixteenth of the data. A changed layout needs a new {@link
 * #VERSION}; older programs refuse to map it.
 */
final class RingLayout {
    static final long MAGIC = 0x4752_584f_4243_5049L; // "IPCBOXRG", read as a little-endian number
    static final int VERSION = 3;
    static final int BYTE_ORDER_MARK = 0x01020304;

    static final long MAGIC_AT = 0;
    static final long VERSION_AT = 8;
    static final long BYTE_ORDER_AT = 12;
    static final long CAPACITY_AT = 16;
    static final long HEADER_BYTES_AT = 24;
    static final long PLACES_AT = 28;
    static final long GENERATION_AT = 32;
    static final long FIRST_AT = 40;
    static final long WRITER_PID_AT = 64;
    static final long WRITER_START_AT = 72;
    static final long WRITER_BOOT_AT = 80;
    static final long TAIL_AT = 128;
    static final long NEWEST_END_AT = 136;
    static final long NEWEST_HEADER_AT = 144;
    static final long NEWEST_BYTES_AT = 152;
    static final int NEWEST_BYTES = 40;
    static final long LEASE_AT = 256;
    static final long READERS_ASLEEP_AT = 384;
    static final long COPIES_WISHED_AT = 388;
    static final long WAKES_AT = 392;
    static final long WRITER_ASLEEP_AT = 512;
    static final long STATE_AT = 640;
    static final long CHECKPOINTS_AT = 768;
    static final int CHECKPOINTS = 16;
    static final long CHECKPOINT_BYTES = 16;
    static final long PLACES_START = 1024;
    static final long PLACE_BYTES = 128;
    static final long CURSOR = 0;
    static final long PLACE_STATE = 8;
    static final long TAKEN = 16;
    static final long NEXT = 24;
    static final long READER_PID = 32;
    static final long JOINED = 40;

    static final int OPEN = 1;
    static final int ENDED = 2;
    static final int REPLACED = 3;

    static final int FREE = 0;
    static final int ACTIVE = 1;
    static final int CUT_OFF = 2;

    static final int RECORD_HEADER_BYTES = 8;
    static final int LENGTH_BITS = 28;
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    static final int BEGIN = 1;
    static final int END = 2;
    static final int PADDING = 4;

    /** The byte whose lock is the writer's role; the locks of the places are the bytes that follow. */
    static final long WRITER_LOCK_AT = 1L << 40;

    static final long SMALLEST_CAPACITY = 1 << 16;
    static final long LARGEST_CAPACITY = 1L << 30;
    static final int MOST_PLACES = 1024;

    private RingLayout() {}

    static int headerBytes(int places) {
        return Math.toIntExact((PLACES_START + places * PLACE_BYTES + 4095) / 4096 * 4096);
    }

    static long placeAt(int place) {
        return PLACES_START + place * PLACE_BYTES;
    }

    static long placeLockAt(int place) {
        return WRITER_LOCK_AT + 1 + place;
    }

    /** The size of a record, rounded up so that the next one is aligned. */
    static long recordBytes(int length) {
        return RECORD_HEADER_BYTES + ((length + 7L) & ~7L);
    }

    static long recordHeader(int length, int flags, long sequence) {
        return sequence << Integer.SIZE | Integer.toUnsignedLong(flags << LENGTH_BITS | length);
    }

    static int length(long recordHeader) {
        return (int) recordHeader & LENGTH_MASK;
    }

    static int flags(long recordHeader) {
        return (int) recordHeader >>> LENGTH_BITS;
    }

    static int sequenceLow(long recordHeader) {
        return (int) (recordHeader >>> Integer.SIZE);
    }

    /** True if a record with this header is that whole message. */
    static boolean isWholeMessage(long sequence, long recordHeader) {
        return recordHeader >>> LENGTH_BITS == (sequence << Integer.SIZE >>> LENGTH_BITS | BEGIN | END);
    }

    /** True if such a header is possible in this message; its length is not checked. */
    static boolean isRecordOf(long sequence, long recordHeader) {
        int flags = flags(recordHeader);
        // An empty part within a message is never written, so memory that is all zero is not a record.
        boolean possible = flags <= PADDING && (flags != 0 || length(recordHeader) != 0);
        return possible && sequenceLow(recordHeader) == (int) sequence;
    }
}
