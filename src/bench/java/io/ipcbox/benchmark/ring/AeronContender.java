package io.ipcbox.benchmark.ring;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import java.nio.ByteOrder;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Aeron IPC. The driver is a process of its own, role {@code driver}; {@code term}, {@code mtu}: of the channel. */
final class AeronContender implements Contender {
    private static final int FRAME_HEADER_BYTES = 32;
    private static final int FRAGMENTS = 256;

    static MediaDriver driver(BenchmarkSettings settings) {
        // IPC needs the driver only to set things up and to move the flow control's limit.
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory(settings))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .termBufferSparseFile(false)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy()));
    }

    private static String directory(BenchmarkSettings settings) {
        return settings.directory().resolve("aeron").toString();
    }

    private static Aeron connect(BenchmarkSettings settings) throws InterruptedException {
        settings.await("driver.ready");
        return Aeron.connect(
                new Aeron.Context().aeronDirectoryName(directory(settings)).preTouchMappedMemory(true));
    }

    private static String channel(BenchmarkSettings settings) {
        return "aeron:ipc?term-length=" + settings.text("term", "64m") + "|mtu=" + mtu(settings);
    }

    private static int mtu(BenchmarkSettings settings) {
        return settings.number("mtu", settings.bytes() > 4096 ? 65504 : 8192);
    }

    private static int stream(String link) {
        return link.equals("up") ? 2 : 1;
    }

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        Aeron aeron = connect(settings);
        ExclusivePublication publication = aeron.addExclusivePublication(channel(settings), stream(link));
        while (!publication.isConnected()) {
            Thread.sleep(1);
        }
        return new Outlet() {
            private final UnsafeBuffer message = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(settings.bytes()));

            @Override
            public boolean offer(long stamp, long kind) {
                message.putLong(0, stamp, ByteOrder.LITTLE_ENDIAN);
                message.putLong(Long.BYTES, kind, ByteOrder.LITTLE_ENDIAN);
                return publication.offer(message, 0, message.capacity(), null) > 0;
            }

            @Override
            public void close() {
                aeron.close();
            }
        };
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        Aeron aeron = connect(settings);
        Subscription subscription = aeron.addSubscription(channel(settings), stream(link));
        return new AeronInlet(aeron, subscription, settings);
    }

    private static final class AeronInlet implements Inlet {
        private final Aeron aeron;
        private final Subscription subscription;
        private final UnsafeBuffer message;
        private final FragmentHandler handler;
        private Sink sink = (stamp, kind) -> {};

        AeronInlet(Aeron aeron, Subscription subscription, BenchmarkSettings settings) {
            this.aeron = aeron;
            this.subscription = subscription;
            this.message = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(settings.bytes()));
            FragmentHandler whole = (buffer, offset, length, header) -> {
                buffer.getBytes(offset, message, 0, length);
                sink.accept(
                        message.getLong(0, ByteOrder.LITTLE_ENDIAN),
                        message.getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN));
            };
            boolean inFragments = settings.bytes() + FRAME_HEADER_BYTES > mtu(settings);
            this.handler = inFragments ? new FragmentAssembler(whole, settings.bytes()) : whole;
        }

        @Override
        public int poll(Sink to) {
            sink = to;
            return subscription.poll(handler, FRAGMENTS);
        }

        @Override
        public void close() {
            aeron.close();
        }
    }
}
