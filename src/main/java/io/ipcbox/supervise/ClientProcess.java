package io.ipcbox.supervise;

import io.ipcbox.process.ExitCode;
import io.ipcbox.process.NumberedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client, across restarts. A thread of its own starts each process and waits for its end, because the kernel
 * notifies a child of its parent's end when the <em>thread</em> that started it ends. The supervisor stops it.
 */
final class ClientProcess {
    // CPU time between two checks: a twentieth of a processor, which a client may have to share with many others.
    private static final Duration LEAST_WORK = Duration.ofMillis(25);

    private final ClientSpec spec;
    private final int place;
    private final OutputCollator output;
    private final Consumer<String> gaveUp;
    private final RestartPolicy policy = new RestartPolicy();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Process process;
    private Duration usedBefore = Duration.ZERO;
    // The number of line 1 of the current process, once it has answered something. Only the client's thread uses it.
    private OptionalLong firstLine = OptionalLong.empty();
    private volatile String lastError = "";

    /**
     * @param place in the line-up, from 0
     * @param gaveUp receives the reason, once, if the client keeps dying
     */
    ClientProcess(ClientSpec spec, int place, OutputCollator output, Consumer<String> gaveUp) {
        this.spec = spec;
        this.place = place;
        this.output = output;
        this.gaveUp = gaveUp;
        this.thread = Thread.ofPlatform().name("ipcbox-" + spec.name()).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stopRestarting() {
        stopping.countDown();
    }

    /** Sends SIGTERM or, forcibly, SIGKILL to the current process; call {@link #stopRestarting} first. */
    synchronized void signal(boolean forcibly) {
        if (process != null && forcibly) {
            process.destroyForcibly();
        } else if (process != null) {
            process.destroy();
        }
    }

    /** Prefixes each result of the client with its name from now on. */
    void nameResults() {
        output.label(place, prefixed(""));
    }

    /** True if the process has computed something since the last call; connection attempts do not count as work. */
    synchronized boolean wasBusy() {
        Duration used = process == null
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
        boolean busy = used.compareTo(usedBefore.plus(LEAST_WORK)) >= 0;
        usedBefore = used;
        return busy;
    }

    /** True once the process has ended and all its output was taken. */
    boolean join(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }

    private void run() {
        try {
            while (runOnce()) {
                // restart
            }
        } catch (InterruptedException e) {
            throw new AssertionError("this thread is never interrupted", e);
        }
    }

    /** Runs one process to its end; true if it is to be restarted. */
    private boolean runOnce() throws InterruptedException {
        String end;
        try {
            Process started = launch();
            if (started == null) {
                return false;
            }
            int status = follow(started);
            if (status == ExitCode.DONE || isStopping()) {
                return false;
            }
            end = ExitCode.describe(status);
            if (status == ExitCode.USED_WRONGLY) {
                return giveUp("it refuses to start");
            }
        } catch (IOException e) {
            end = String.valueOf(e.getMessage());
            lastError = end;
        }
        return pause(end);
    }

    private boolean pause(String end) throws InterruptedException {
        Optional<Duration> pause = policy.died(System.nanoTime());
        if (pause.isEmpty()) {
            return giveUp("it ended " + RestartPolicy.DEATHS + " times within " + RestartPolicy.WINDOW.toSeconds()
                    + " s, " + end);
        }
        output.error(prefixed(end + "; starting it again"));
        return !stopping.await(pause.get().toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean giveUp(String why) {
        output.giveUp();
        output.awaitOpen();
        if (!isStopping()) {
            String reason = "gave up on " + spec.name() + ": " + why + (lastError.isEmpty() ? "" : ": " + lastError);
            // In another thread: the listener ends the JVM, which waits for this one.
            Thread.ofPlatform().name("ipcbox-gave-up").daemon().start(() -> gaveUp.accept(reason));
        }
        return false;
    }

    /** Starts the process; null if the client is being stopped. */
    private synchronized @Nullable Process launch() throws IOException {
        if (isStopping()) {
            return null;
        }
        Process started = spec.process().start();
        process = started;
        return started;
    }

    private int follow(Process started) throws InterruptedException {
        Thread errors = Thread.ofPlatform()
                .name("ipcbox-" + spec.name() + "-errors")
                .daemon()
                .start(() -> forEachLine(started.errorReader(StandardCharsets.UTF_8), this::takeError));
        firstLine = OptionalLong.empty();
        forEachLine(started.inputReader(StandardCharsets.UTF_8), line -> takeLine(started.pid(), line));
        int status = started.waitFor();
        errors.join();
        output.gone(place);
        return status;
    }

    private void takeLine(long pid, String line) {
        Optional<NumberedLine> result = NumberedLine.parse(line);
        if (result.isEmpty()) {
            output.greeting(place, line);
            return;
        }
        if (firstLine.isEmpty()) {
            // A process that has already left most likely began with the server, so this answers line 1.
            long likely = 2 - result.get().first();
            firstLine = OptionalLong.of(output.firstLine(spec.name(), pid).orElse(likely));
        }
        output.result(place, result.get().from(firstLine.getAsLong()));
    }

    private static void forEachLine(BufferedReader reader, Consumer<String> action) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                action.accept(line);
            }
        } catch (IOException e) {
            // The process has gone; its exit status tells more.
        }
    }

    private void takeError(String line) {
        String bare = withoutPrefix(withoutPrefix(line, "ipcbox: "), spec.name() + ": ");
        lastError = bare;
        output.error(prefixed(bare));
    }

    private String prefixed(String line) {
        return spec.name() + ": " + line;
    }

    private static String withoutPrefix(String line, String prefix) {
        return line.startsWith(prefix) ? line.substring(prefix.length()) : line;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
