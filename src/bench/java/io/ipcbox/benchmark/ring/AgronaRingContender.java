package io.ipcbox.benchmark.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring for one writer and one reader, in a mapped file. */
final class AgronaRingContender implements Contender {
    private static final int MESSAGES = 256;

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        OneToOneRingBuffer ring =
                new OneToOneRingBuffer(AgronaFile.create(link, settings, RingBufferDescriptor.TRAILER_LENGTH));
        return new Outlet() {
            private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(settings.bytes()));

            @Override
            public boolean offer(long stamp, long kind) {
                message.putLong(0, stamp, ByteOrder.LITTLE_ENDIAN);
                message.putLong(Long.BYTES, kind, ByteOrder.LITTLE_ENDIAN);
                return ring.write(1, message, 0, message.capacity());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        return new AgronaRingInlet(new OneToOneRingBuffer(AgronaFile.open(link, settings)), settings);
    }

    private static final class AgronaRingInlet implements Inlet {
        private final OneToOneRingBuffer ring;
        private final UnsafeBuffer message;
        private final MessageHandler handler;
        private Sink sink = (stamp, kind) -> {};

        AgronaRingInlet(OneToOneRingBuffer ring, BenchmarkSettings settings) {
            this.ring = ring;
            this.message = new UnsafeBuffer(ByteBuffer.allocateDirect(settings.bytes()));
            this.handler = (type, buffer, offset, length) -> {
                buffer.getBytes(offset, message, 0, length);
                sink.accept(
                        message.getLong(0, ByteOrder.LITTLE_ENDIAN),
                        message.getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN));
            };
        }

        @Override
        public int poll(Sink to) {
            sink = to;
            return ring.read(handler, MESSAGES);
        }

        @Override
        public void close() {}
    }
}
