package io.ipcbox.benchmark.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;

/** Agrona's broadcast buffer. It waits for nobody: readers that are too slow lose messages. */
final class AgronaBroadcastContender implements Contender {
    private static final int MESSAGES = 256;

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        BroadcastTransmitter transmitter =
                new BroadcastTransmitter(AgronaFile.create(link, settings, BroadcastBufferDescriptor.TRAILER_LENGTH));
        return new Outlet() {
            private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(settings.bytes()));

            @Override
            public boolean offer(long stamp, long kind) {
                message.putLong(0, stamp, ByteOrder.LITTLE_ENDIAN);
                message.putLong(Long.BYTES, kind, ByteOrder.LITTLE_ENDIAN);
                transmitter.transmit(1, message, 0, message.capacity());
                return true;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        BroadcastReceiver receiver = new BroadcastReceiver(AgronaFile.open(link, settings));
        return new Inlet() {
            private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(settings.bytes()));

            @Override
            public int poll(Sink sink) {
                int count = 0;
                while (count < MESSAGES && receiver.receiveNext()) {
                    receiver.buffer().getBytes(receiver.offset(), message, 0, message.capacity());
                    // Otherwise it was overwritten while it was copied: the gap shows in the numbers.
                    if (receiver.validate()) {
                        sink.accept(
                                message.getLong(0, ByteOrder.LITTLE_ENDIAN),
                                message.getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN));
                    }
                    count++;
                }
                return count;
            }

            @Override
            public void close() {}
        };
    }
}
