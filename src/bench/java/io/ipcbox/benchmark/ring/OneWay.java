package io.ipcbox.benchmark.ring;

import java.io.IOException;
import java.time.Duration;
import org.agrona.concurrent.IdleStrategy;

/** As many messages as go, from one process to one or several: how many a second every reader gets. */
final class OneWay {
    private static final long CHECK_NANOS = Duration.ofMillis(20).toNanos();
    private static final int SMALL_BYTES = 1 << 16;
    private static final long WARM_MESSAGES = 100_000;

    private final Contender contender;
    private final BenchmarkSettings settings;
    private final IdleStrategy idle;
    private final int burst;

    OneWay(Contender contender, BenchmarkSettings settings, IdleStrategy idle) {
        this.contender = contender;
        this.settings = settings;
        this.idle = idle;
        // Looking at the clock costs as much as a small message.
        this.burst = settings.bytes() > SMALL_BYTES ? 1 : 1000;
    }

    void write() throws Exception {
        try (Outlet outlet = contender.outlet("down", settings)) {
            for (int reader = 0; reader < settings.readers(); reader++) {
                settings.await("reader" + reader + ".ready");
            }
            writeUntilAllAreDone(outlet);
        } catch (IOException e) {
            // A socket's reader has left: it has seen enough.
            System.err.println(e);
        }
    }

    private void writeUntilAllAreDone(Outlet outlet) throws Exception {
        long nextCheck = 0;
        long counted = 0;
        long allocated = 0;
        for (long number = 0; ; number += burst) {
            long before = HotThread.allocatedBytes();
            if (!write(outlet, number)) {
                return;
            }
            if (number > WARM_MESSAGES) {
                allocated += HotThread.allocatedBytes() - before;
                counted += burst;
            }
            if (System.nanoTime() > nextCheck) {
                if (areAllDone()) {
                    Report.print("writer_allocated_per_message", allocated / (double) counted);
                    return;
                }
                nextCheck = System.nanoTime() + CHECK_NANOS;
            }
        }
    }

    /** A burst of messages; false when nobody is left to read them. */
    private boolean write(Outlet outlet, long first) throws Exception {
        for (long number = first; number < first + burst; number++) {
            for (int look = 0; !outlet.offer(number, 1); look++) {
                idle.idle();
                if ((look & 63) == 63 && areAllDone()) {
                    return false;
                }
            }
        }
        idle.reset();
        return true;
    }

    private boolean areAllDone() {
        for (int reader = 0; reader < settings.readers(); reader++) {
            if (!settings.isMarked("reader" + reader + ".done")) {
                return false;
            }
        }
        return true;
    }

    void read() throws Exception {
        String me = "reader" + settings.number("id", 0);
        try (Inlet inlet = contender.inlet("down", settings)) {
            settings.mark(me + ".ready");
            Count count = new Count();
            poll(inlet, count, settings.number("warm_ms", 2000));
            long began = System.nanoTime();
            long messages = count.messages;
            long gaps = count.gaps;
            long allocated = HotThread.allocatedBytes();
            poll(inlet, count, settings.number("ms", 1000));
            double seconds = (System.nanoTime() - began) / 1e9;
            double bytes = HotThread.allocatedBytes() - (double) allocated;
            messages = count.messages - messages;
            gaps = count.gaps - gaps;
            Report.print(
                    "per_s", messages / seconds,
                    "gb_s", messages * (double) settings.bytes() / seconds / 1e9,
                    "lost_percent", 100.0 * gaps / Math.max(1, messages + gaps),
                    "wrong", count.wrong,
                    "allocated_per_message", bytes / Math.max(1, messages));
        }
        settings.mark(me + ".done");
    }

    private void poll(Inlet inlet, Count count, int millis) throws Exception {
        while (inlet.poll(count) == 0) {
            idle.idle();
        }
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            for (int read = 0; read < burst; ) {
                int got = inlet.poll(count);
                if (got == 0) {
                    idle.idle();
                } else {
                    idle.reset();
                    read += got;
                }
            }
        }
    }

    private static final class Count implements Inlet.Sink {
        private long next;
        private long messages;
        private long gaps;
        private long wrong;

        @Override
        public void accept(long stamp, long kind) {
            if (stamp != next) {
                if (stamp > next) {
                    gaps += stamp - next;
                } else {
                    wrong++;
                }
            }
            next = stamp + 1;
            messages++;
        }
    }
}
