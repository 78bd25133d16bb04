package io.ipcbox.benchmark.ring;

import java.util.Arrays;
import org.agrona.concurrent.IdleStrategy;

/** Nothing comes for a while: what a waiting reader costs, and how soon it has the message that comes then. */
final class IdleReader {
    private static final long WARM = 0;
    private static final long IDLE_BEGINS = 1;
    private static final long IDLE_ENDS = 2;
    private static final long MEASURED = 3;
    private static final long LAST = 4;

    private final Contender contender;
    private final BenchmarkSettings settings;
    private final IdleStrategy idle;
    private final long[] samples;
    private int count;
    private long processCpu;
    private long threadCpu;
    private long began;
    private boolean last;

    IdleReader(Contender contender, BenchmarkSettings settings, IdleStrategy idle) {
        this.contender = contender;
        this.settings = settings;
        this.idle = idle;
        this.samples = new long[settings.number("samples", 20)];
    }

    void write() throws Exception {
        try (Outlet outlet = contender.outlet("down", settings)) {
            settings.await("reader0.ready");
            for (int i = 0; i < 3000; i++) {
                send(outlet, WARM);
                Thread.sleep(1);
            }
            // The compiler's threads come to rest.
            Thread.sleep(2000);
            send(outlet, IDLE_BEGINS);
            Thread.sleep(settings.number("idle_ms", 5000));
            send(outlet, IDLE_ENDS);
            for (int i = 0; i < samples.length; i++) {
                Thread.sleep(settings.number("gap_ms", 100));
                send(outlet, MEASURED);
            }
            send(outlet, LAST);
            settings.await("reader0.done");
        }
    }

    private static void send(Outlet outlet, long kind) throws Exception {
        long stamp = System.nanoTime();
        while (!outlet.offer(stamp, kind)) {
            Thread.onSpinWait();
        }
        outlet.flush();
    }

    void read() throws Exception {
        try (Inlet inlet = contender.inlet("down", settings)) {
            settings.mark("reader0.ready");
            while (!last) {
                if (inlet.poll(this::accept) == 0) {
                    idle.idle();
                } else {
                    idle.reset();
                }
            }
            Arrays.sort(samples, 0, count);
            Report.print("p50", samples[count / 2], "max", samples[count - 1]);
            settings.mark("reader0.done");
        }
    }

    private void accept(long stamp, long kind) {
        long now = System.nanoTime();
        if (kind == MEASURED && count < samples.length) {
            samples[count++] = now - stamp;
        } else if (kind == IDLE_BEGINS) {
            processCpu = HotThread.processCpuNanos();
            threadCpu = HotThread.cpuNanos();
            began = System.nanoTime();
        } else if (kind == IDLE_ENDS) {
            double thread = HotThread.cpuNanos() - (double) threadCpu;
            double process = HotThread.processCpuNanos() - (double) processCpu;
            double wall = now - (double) began;
            Report.print("cpu_percent", 100 * process / wall, "thread_cpu_percent", 100 * thread / wall);
        } else if (kind == LAST) {
            last = true;
        }
    }
}
