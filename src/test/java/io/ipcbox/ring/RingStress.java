package io.ipcbox.ring;

import io.ipcbox.support.ChildJvm;
import io.ipcbox.support.RunningProgram;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/**
 * A writer that publishes checksummed messages of random sizes, one by one and in batches, and stalls now and then,
 * while reader processes of every kind come, stall, and are killed at random moments. {@code scripts/ring-stress
 * [SECONDS [SEED]]} runs it for a longer time.
 */
final class RingStress {
    static final Duration STALL_TIMEOUT = Duration.ofMillis(50);
    private static final String[] KINDS = {"next", "oldest", "passive"};
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    private final Path path;
    private final SplittableRandom random;
    private final CRC32C crc = new CRC32C();
    private final List<RunningProgram> readers = new ArrayList<>();
    private long number;
    private int kills;

    RingStress(Path path, long seed) {
        this.path = path;
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] words) throws Exception {
        int seconds = words.length > 0 ? Integer.parseInt(words[0]) : 60;
        long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        Path path = Path.of("/dev/shm/ipcbox-stress-" + ProcessHandle.current().pid());
        System.out.println(new RingStress(path, seed).run(Duration.ofSeconds(seconds)));
    }

    /** Returns a summary; throws if a reader saw a wrong message. */
    String run(Duration duration) throws IOException {
        try (RingFile file = RingFile.openForWriting(path, new RingSettings(1 << 18, 8));
                RingWriter writer = file.writer(STALL_TIMEOUT, WaitStrategy.BALANCED);
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment wish = channel.map(MapMode.READ_WRITE, RingLayout.COPIES_WISHED_AT, Integer.BYTES, arena);
            try {
                for (String kind : KINDS) {
                    startReader(kind);
                }
                long end = System.nanoTime() + duration.toNanos();
                while (System.nanoTime() < end) {
                    publishSome(writer);
                    if (random.nextInt(100) == 0) {
                        // As any reader can die at any moment.
                        wish.set(ValueLayout.JAVA_INT, 0, random.nextInt(2));
                    }
                    if (random.nextInt(4000) == 0) {
                        replaceAReader();
                    }
                }
                writer.end();
                awaitReaders();
                return number + " messages, " + kills + " readers killed, seen whole and in order";
            } finally {
                readers.forEach(RunningProgram::close);
                file.unlink();
            }
        }
    }

    private void startReader(String kind) {
        RunningProgram reader =
                ChildJvm.of(StressReader.class).start(path.toString(), kind, Long.toString(random.nextLong()));
        readers.add(reader);
        // "joined", or an error.
        require(reader.line(), "joined");
    }

    private void publishSome(RingWriter writer) {
        boolean alone = random.nextInt(3) > 0;
        int messages = alone ? 1 : random.nextInt(1, 50);
        for (int i = 0; i < messages; i++) {
            byte[] message = message();
            if (!(alone ? writer.publish(message, 0, message.length) : writer.append(message, 0, message.length))) {
                throw new AssertionError("not published");
            }
        }
        writer.flush();
        if (random.nextInt(100) == 0) {
            LockSupport.parkNanos(random.nextInt(1_000_000));
        }
    }

    private byte[] message() {
        int size = size();
        byte[] message = new byte[HEAD_BYTES + size];
        random.nextBytes(message);
        crc.reset();
        crc.update(message, HEAD_BYTES, size);
        ByteBuffer.wrap(message).putLong(number++).putInt((int) crc.getValue());
        return message;
    }

    private int size() {
        if (random.nextInt(200) == 0) {
            return random.nextInt(400_000);
        }
        // Half of them short enough for a copy beside the tail.
        return random.nextInt(random.nextBoolean() ? RingLayout.NEWEST_BYTES - HEAD_BYTES + 1 : 300);
    }

    private void replaceAReader() {
        int victim = random.nextInt(readers.size());
        RunningProgram killed = readers.remove(victim);
        if (killed.hasLine()) {
            throw new AssertionError(killed.line());
        }
        killed.signal("KILL");
        killed.close();
        kills++;
        startReader(KINDS[random.nextInt(KINDS.length)]);
    }

    private void awaitReaders() {
        for (RunningProgram reader : readers) {
            String last = reader.line();
            // A reader that joined after the last message has seen none.
            if (!last.equals("done -1")) {
                require(last, "done " + number);
            }
        }
    }

    private static void require(String line, String expected) {
        if (!line.equals(expected)) {
            throw new AssertionError("a reader said \"" + line + "\" instead of \"" + expected + "\"");
        }
    }
}
