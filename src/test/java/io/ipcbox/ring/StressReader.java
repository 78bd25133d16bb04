package io.ipcbox.ring;

import io.ipcbox.ipc.Deadline;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/**
 * A reader process of {@link RingStress}: {@code FILE KIND SEED}. Checks that each message is whole and that the
 * numbers are contiguous except for the gaps that the ring reports, stalls now and then, and at the end prints {@code
 * done TOTAL} or an error.
 */
final class StressReader {
    private static final int LARGEST = 1 << 20;

    private final RingReader reader;
    private final SplittableRandom random;
    private final CRC32C crc = new CRC32C();
    // -1 until the first message: a new reader starts anywhere.
    private long expected = -1;

    private StressReader(RingReader reader, long seed) {
        this.reader = reader;
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] words) {
        boolean fromOldest = words[1].equals("oldest");
        try (RingFile file = RingFile.open(Path.of(words[0]));
                RingReader reader = words[1].equals("passive")
                        ? file.passiveReader(false, LARGEST, WaitStrategy.BALANCED)
                        : file.reader(fromOldest, LARGEST, WaitStrategy.BALANCED)) {
            System.out.println("joined");
            System.out.println(new StressReader(reader, Long.parseLong(words[2])).follow());
        }
    }

    private String follow() {
        while (true) {
            switch (reader.read(Deadline.NEVER)) {
                case MESSAGE -> {
                    String wrong = check();
                    if (!wrong.isEmpty()) {
                        return wrong;
                    }
                    stallSometimes();
                }
                case LAGGED -> {
                    if (expected >= 0) {
                        expected += reader.lost();
                    }
                }
                case ENDED -> {
                    return "done " + expected;
                }
                default -> {}
            }
        }
    }

    private String check() {
        ByteBuffer message = ByteBuffer.wrap(reader.buffer(), reader.offset(), reader.length());
        long number = message.getLong();
        int sum = message.getInt();
        crc.reset();
        crc.update(message);
        if ((int) crc.getValue() != sum) {
            return "message " + number + " of " + reader.length() + " bytes is not what was published";
        }
        if (expected >= 0 && number != expected) {
            return "message " + number + " came instead of " + expected;
        }
        expected = number + 1;
        return "";
    }

    private void stallSometimes() {
        int chance = random.nextInt(20_000);
        if (chance == 0) {
            // Longer than the stall timeout: the reader is cut off if the ring is full meanwhile.
            LockSupport.parkNanos(RingStress.STALL_TIMEOUT.toNanos() * 2);
        } else if (chance < 20) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
    }
}
