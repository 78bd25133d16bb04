package io.ipcbox.benchmark.ring;

import io.ipcbox.ipc.Deadline;
import io.ipcbox.ring.MessageHandler;
import io.ipcbox.ring.RingFile;
import io.ipcbox.ring.RingReader;
import io.ipcbox.ring.RingSettings;
import io.ipcbox.ring.RingWriter;
import io.ipcbox.ring.WaitStrategy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ours. {@code wait}: a strategy's name; {@code batch}: bytes that are appended before they are published. */
final class IpcboxContender implements Contender {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int MESSAGES = 256;

    @Override
    public Outlet outlet(String link, BenchmarkSettings settings) throws Exception {
        RingFile file = RingFile.openForWriting(path(link, settings), RingSettings.DEFAULT);
        RingWriter writer = file.writer(Duration.ofSeconds(5), waiting(settings));
        settings.mark(link + ".made");
        return new Writing(file, writer, new byte[settings.bytes()], settings.number("batch", 0));
    }

    /** Publishes each message, or so many bytes of them at once. */
    private static final class Writing implements Outlet {
        private final RingFile file;
        private final RingWriter writer;
        private final byte[] message;
        private final int batch;
        private int appended;

        Writing(RingFile file, RingWriter writer, byte[] message, int batch) {
            this.file = file;
            this.writer = writer;
            this.message = message;
            this.batch = batch;
        }

        @Override
        public boolean offer(long stamp, long kind) {
            LONG.set(message, 0, stamp);
            LONG.set(message, Long.BYTES, kind);
            if (batch == 0) {
                return writer.publish(message, 0, message.length);
            }
            appended += message.length;
            if (appended >= batch) {
                flush();
            }
            return writer.append(message, 0, message.length);
        }

        @Override
        public void flush() {
            appended = 0;
            writer.flush();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    @Override
    public Inlet inlet(String link, BenchmarkSettings settings) throws Exception {
        settings.await(link + ".made");
        RingFile file = RingFile.open(path(link, settings));
        RingReader reader = file.reader(false, settings.bytes(), waiting(settings));
        return new Reading(file, reader);
    }

    /** Hands over what is there, many messages at once, as the peers do. */
    private static final class Reading implements Inlet, MessageHandler {
        private final RingFile file;
        private final RingReader reader;
        private @Nullable Sink sink;
        private int count;

        Reading(RingFile file, RingReader reader) {
            this.file = file;
            this.reader = reader;
        }

        @Override
        public int poll(Sink into) {
            count = 0;
            sink = into;
            reader.read(Deadline.NEVER, MESSAGES, this);
            return count;
        }

        @Override
        public void message(byte[] buffer, int offset, int length) {
            count++;
            Objects.requireNonNull(sink)
                    .accept((long) LONG.get(buffer, offset), (long) LONG.get(buffer, offset + Long.BYTES));
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private static Path path(String link, BenchmarkSettings settings) {
        return settings.directory().resolve(link);
    }

    private static WaitStrategy waiting(BenchmarkSettings settings) {
        return WaitStrategy.named(settings.text("wait", "balanced"));
    }
}
