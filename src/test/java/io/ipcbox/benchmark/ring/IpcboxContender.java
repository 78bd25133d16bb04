package io.ipcbox.benchmark.ring;

import io.ipcbox.ipc.waiting.Deadline;
import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReader;
import io.ipcbox.ring.RingReader.Outcome;
import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.RingWriter;
import io.ipcbox.ring.WaitStrategy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;

/** Ours. {@code wait}: a strategy's name. */
final class IpcboxContender implements Contender {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        RingFile file = RingFile.openForWriting(path(link, settings), RingSettings.DEFAULT);
        RingWriter writer = file.writer(Duration.ofSeconds(5), waiting(settings));
        settings.mark(link + ".made");
        return new Outlet() {
            private final byte[] message = new byte[settings.bytes()];

            @Override
            public boolean offer(long stamp, long kind) {
                LONG.set(message, 0, stamp);
                LONG.set(message, Long.BYTES, kind);
                return writer.publish(message, 0, message.length);
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        settings.await(link + ".made");
        RingFile file = RingFile.open(path(link, settings));
        RingReader reader = file.reader(false, settings.bytes(), waiting(settings));
        return new Inlet() {
            @Override
            public int poll(Sink sink) {
                if (reader.read(Deadline.NEVER) != Outcome.MESSAGE) {
                    return 0;
                }
                int count = 0;
                do {
                    sink.accept((long) LONG.get(reader.buffer(), reader.offset()), (long)
                            LONG.get(reader.buffer(), reader.offset() + Long.BYTES));
                } while (++count < 256 && reader.hasNext() && reader.read(Deadline.NEVER) == Outcome.MESSAGE);
                return count;
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    private static Path path(String link, BenchmarkSettings settings) {
        return settings.directory().resolve(link);
    }

    private static WaitStrategy waiting(BenchmarkSettings settings) {
        return WaitStrategy.named(settings.text("wait", "balanced"));
    }
}
