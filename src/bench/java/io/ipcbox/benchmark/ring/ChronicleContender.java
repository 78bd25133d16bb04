package io.ipcbox.benchmark.ring;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/** Chronicle Queue in the run's directory, which is memory. It keeps every message: short runs only. */
final class ChronicleContender implements Contender {
    private static final int MESSAGES = 64;

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        ChronicleQueue queue = queue(link, settings);
        ExcerptAppender appender = queue.createAppender();
        settings.mark(link + ".made");
        return new Outlet() {
            private final ByteBuffer buffer =
                    ByteBuffer.allocateDirect(settings.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            private final Bytes<ByteBuffer> message = Bytes.wrapForRead(buffer);

            @Override
            public boolean offer(long stamp, long kind) {
                buffer.putLong(0, stamp).putLong(Long.BYTES, kind);
                message.readPositionRemaining(0, settings.bytes());
                try (DocumentContext document = appender.writingDocument()) {
                    requireNonNull(document.wire()).bytes().write(message);
                }
                return true;
            }

            @Override
            public void close() {
                queue.close();
            }
        };
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        settings.await(link + ".made");
        ChronicleQueue queue = queue(link, settings);
        ExcerptTailer tailer = queue.createTailer().toStart();
        return new Inlet() {
            private final Bytes<ByteBuffer> message = Bytes.elasticByteBuffer(settings.bytes(), settings.bytes());

            @Override
            public int poll(Sink sink) {
                int count = 0;
                while (count < MESSAGES && take()) {
                    sink.accept(message.readLong(0), message.readLong(Long.BYTES));
                    count++;
                }
                return count;
            }

            private boolean take() {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (document.isPresent()) {
                        message.clear();
                        message.write(requireNonNull(document.wire()).bytes());
                    }
                    return document.isPresent();
                }
            }

            @Override
            public void close() {
                queue.close();
            }
        };
    }

    private static ChronicleQueue queue(String link, BenchmarkSettings settings) {
        return ChronicleQueue.singleBuilder(settings.directory().resolve(link))
                .rollCycle(LargeRollCycles.LARGE_DAILY)
                .blockSize(Math.max(64L << 20, settings.bytes() * 64L))
                .build();
    }
}
