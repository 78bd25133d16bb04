package io.ipcbox.ring;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import io.ipcbox.ipc.mapping.MemoryFaults;
import io.ipcbox.ipc.waiting.Futex;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one ring. Sizes are read and checked once, at opening, so that no later change of the header can lead
 * to accesses outside it. Any thread may call; the caller owns the mapping.
 */
final class RingMemory {
    final RingBytes bytes;
    final long capacity;
    final int places;
    final long generation;
    final long first;
    /** The word that readers sleep on; its value is {@link #wakes}. */
    final Futex readersSleep;

    final Futex writerAsleep;
    final NewestMessage newest;

    private static final int SMALL_RECORD_BYTES = 32;
    private final String object;
    private final int dataStart;
    private final int checkpointShift;
    private final int longestPart;

    private RingMemory(MemorySegment segment, RingBytes bytes, String object, long capacity, int places) {
        this.bytes = bytes;
        this.newest = new NewestMessage(bytes);
        this.object = object;
        this.capacity = capacity;
        this.places = places;
        this.generation = bytes.getLong(RingLayout.GENERATION_AT);
        this.first = bytes.getLong(RingLayout.FIRST_AT);
        this.dataStart = RingLayout.headerBytes(places);
        this.checkpointShift = Long.numberOfTrailingZeros(capacity / RingLayout.CHECKPOINTS);
        this.longestPart =
                Math.toIntExact(Math.min(capacity / 8, RingLayout.LENGTH_MASK + 1L) - RingLayout.RECORD_HEADER_BYTES);
        this.readersSleep = new Futex(segment.asSlice(RingLayout.WAKES_AT, Integer.BYTES));
        this.writerAsleep = new Futex(segment.asSlice(RingLayout.WRITER_ASLEEP_AT, Integer.BYTES));
    }

    static long bytes(RingSettings settings) {
        return RingLayout.headerBytes(settings.places()) + settings.capacityBytes();
    }

    /**
     * Initialises a new ring in memory that is all zero.
     *
     * @param first the number of its first message; not 0 if it continues a ring that was lost
     */
    static RingMemory format(MemorySegment segment, String object, RingSettings settings, long generation, long first) {
        RingBytes bytes = new RingBytes(segment);
        bytes.setInt(RingLayout.BYTE_ORDER_AT, RingLayout.BYTE_ORDER_MARK);
        bytes.setInt(RingLayout.VERSION_AT, RingLayout.VERSION);
        bytes.setLong(RingLayout.CAPACITY_AT, settings.capacityBytes());
        bytes.setInt(RingLayout.HEADER_BYTES_AT, RingLayout.headerBytes(settings.places()));
        bytes.setInt(RingLayout.PLACES_AT, settings.places());
        bytes.setLong(RingLayout.GENERATION_AT, generation);
        bytes.setLong(RingLayout.FIRST_AT, first);
        bytes.setInt(RingLayout.STATE_AT, RingLayout.OPEN);
        WriterIdentity.current().store(bytes);
        bytes.setLong(checkpointAt(0) + Long.BYTES, first);
        // Only position 0 is a checkpoint yet; -1 means none.
        for (int i = 1; i < RingLayout.CHECKPOINTS; i++) {
            bytes.setLong(checkpointAt(i), -1L);
        }
        bytes.releaseLong(RingLayout.MAGIC_AT, RingLayout.MAGIC);
        return new RingMemory(segment, bytes, object, settings.capacityBytes(), settings.places());
    }

    /**
     * Checks an existing ring.
     *
     * @throws IpcException EBADMSG if it is not a ring that this program can use
     */
    static RingMemory open(MemorySegment segment, String object) {
        RingBytes bytes = new RingBytes(segment);
        if (!isRing(segment)) {
            throw new IpcException("open", object, Errno.EBADMSG, "it is not a ring; choose the name of one");
        }
        if (segment.byteSize() < RingLayout.PLACES_START) {
            throw damaged("open", object, "it is too short");
        }
        int version = bytes.getInt(RingLayout.VERSION_AT);
        if (version != RingLayout.VERSION) {
            throw damaged("open", object, "it has version " + version + ", this program reads " + RingLayout.VERSION);
        }
        if (bytes.getInt(RingLayout.BYTE_ORDER_AT) != RingLayout.BYTE_ORDER_MARK) {
            throw damaged("open", object, "it was created on a machine with the other byte order");
        }
        long capacity = bytes.getLong(RingLayout.CAPACITY_AT);
        int places = bytes.getInt(RingLayout.PLACES_AT);
        RingSettings settings;
        try {
            settings = new RingSettings(capacity, places);
        } catch (IllegalArgumentException e) {
            throw damaged("open", object, String.valueOf(e.getMessage()));
        }
        if (bytes(settings) != segment.byteSize()
                || bytes.getInt(RingLayout.HEADER_BYTES_AT) != RingLayout.headerBytes(places)) {
            throw damaged("open", object, "its size does not match its header");
        }
        return new RingMemory(segment, bytes, object, capacity, places);
    }

    /** True for a ring of any version, even a damaged one. */
    static boolean isRing(MemorySegment segment) {
        boolean ring = segment.byteSize() >= Long.BYTES
                && new RingBytes(segment).getLong(RingLayout.MAGIC_AT) == RingLayout.MAGIC;
        MemoryFaults.surface();
        return ring;
    }

    private static IpcException damaged(String verb, String object, String what) {
        return new IpcException(
                verb, object, Errno.EBADMSG, what + "; remove the file, the next writer makes a new one");
    }

    /** The error for content that no writer writes. */
    IpcException damaged(String what) {
        return damaged("read", object, what);
    }

    /**
     * The error for a page that the kernel removed from the mapping. Everything read since then is invalid, and so is
     * the mapping.
     */
    IpcException gone(InternalError e) {
        return gone(object, e);
    }

    static IpcException gone(String object, InternalError e) {
        return new IpcException(
                "use", object, Errno.EIO, "its file was truncated; remove it, the next writer makes a new one", e);
    }

    String object() {
        return object;
    }

    RingSettings settings() {
        return new RingSettings(capacity, places);
    }

    long tail() {
        return bytes.acquireLong(RingLayout.TAIL_AT);
    }

    long lease() {
        return bytes.acquireLong(RingLayout.LEASE_AT);
    }

    int wakes() {
        return bytes.acquireInt(RingLayout.WAKES_AT);
    }

    int state() {
        return bytes.acquireInt(RingLayout.STATE_AT);
    }

    int placeState(int place) {
        return bytes.acquireInt(RingLayout.placeAt(place) + RingLayout.PLACE_STATE);
    }

    boolean isActive(int place) {
        return placeState(place) == RingLayout.ACTIVE;
    }

    long cursor(int place) {
        return bytes.acquireLong(RingLayout.placeAt(place) + RingLayout.CURSOR);
    }

    /** When the place's reader joined, in milliseconds since 1970; 0 before that. */
    long joinedMillis(int place) {
        return bytes.acquireLong(RingLayout.placeAt(place) + RingLayout.JOINED);
    }

    /** The offset of a position in the segment. */
    long at(long position) {
        return dataStart + (position & (capacity - 1));
    }

    /** Prefetches the cache lines of the next small record together with the tail's. The result has no meaning. */
    long touch(long position) {
        return bytes.getLong(at(position)) ^ bytes.getLong(at(position + SMALL_RECORD_BYTES));
    }

    /** The bytes from a position to the end of the data, which no record may cross. */
    long untilWrap(long position) {
        return capacity - (position & (capacity - 1));
    }

    /** The longest part of a message: an eighth of the ring, so that writing and reading overlap. */
    int longestPart() {
        return longestPart;
    }

    /** The space that a writer leases at once. */
    long leaseStep() {
        return 1L << checkpointShift;
    }

    /** The header of the record at a position, unchecked: use {@link #fits} first. */
    long recordHeader(long position) {
        return bytes.getLong(at(position));
    }

    /** True if a record with this header at this position stays within the data and ends at or before the given end. */
    boolean fits(long header, long position, long end) {
        long bytes = RingLayout.recordBytes(RingLayout.length(header));
        return bytes <= untilWrap(position) && position + bytes <= end;
    }

    static long checkpointAt(int index) {
        return RingLayout.CHECKPOINTS_AT + index * RingLayout.CHECKPOINT_BYTES;
    }

    /** True if a record at this position is the first of its sixteenth, given the position of the record before. */
    boolean startsCheckpoint(long previous, long position) {
        return (previous ^ position) >>> checkpointShift != 0;
    }

    /** The start of the next sixteenth. */
    long nextCheckpoint(long position) {
        return ((position >>> checkpointShift) + 1) << checkpointShift;
    }

    /** Records that a message starts there. Concurrent readers see no checkpoint rather than half of one. */
    void setCheckpoint(long position, long sequence) {
        long at = checkpointAt((int) (position >>> checkpointShift) & (RingLayout.CHECKPOINTS - 1));
        bytes.releaseLong(at, -1L);
        VarHandle.storeStoreFence();
        bytes.setLong(at + Long.BYTES, sequence);
        bytes.releaseLong(at, position);
    }

    /** A position at which reading can start. */
    record Checkpoint(long position, long sequence) {}

    /** The oldest checkpoint that is still safe to read, or the newest; includes position 0 of an empty ring. */
    Checkpoint checkpoint(boolean oldest) {
        while (true) {
            long lost = lease() - capacity;
            Checkpoint best = null;
            for (int i = 0; i < RingLayout.CHECKPOINTS; i++) {
                Checkpoint candidate = readCheckpoint(i);
                if (candidate != null
                        && candidate.position >= lost
                        && (best == null || isBetter(candidate, best, oldest))) {
                    best = candidate;
                }
            }
            if (best != null) {
                return best;
            }
            if (lease() - capacity == lost) {
                throw damaged("it has no valid checkpoint");
            }
        }
    }

    private static boolean isBetter(Checkpoint candidate, Checkpoint best, boolean oldest) {
        return oldest == (candidate.position < best.position);
    }

    private @Nullable Checkpoint readCheckpoint(int index) {
        long at = checkpointAt(index);
        long position = bytes.acquireLong(at);
        long sequence = bytes.getLong(at + Long.BYTES);
        VarHandle.loadLoadFence();
        boolean torn = bytes.acquireLong(at) != position;
        return torn || position < 0 || position > tail() || position % RingLayout.RECORD_HEADER_BYTES != 0
                ? null
                : new Checkpoint(position, sequence);
    }

    /**
     * The number of the message that starts at {@code end}, counting from a checkpoint.
     *
     * @return -1 if the bytes between are not valid records: damaged, or overwritten since
     */
    long sequenceAt(Checkpoint from, long end) {
        long sequence = from.sequence;
        long position = from.position;
        if (end < position || end - position > capacity) {
            return -1;
        }
        while (position < end) {
            long header = recordHeader(position);
            if (!fits(header, position, end) || !RingLayout.isRecordOf(sequence, header)) {
                return -1;
            }
            if ((RingLayout.flags(header) & RingLayout.END) != 0) {
                sequence++;
            }
            position += RingLayout.recordBytes(RingLayout.length(header));
        }
        return sequence;
    }
}
