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
 * One client, across restarts. Lives in a thread of its own that starts each process and waits for its end: the kernel
 * tells a child of its parent's end when the <em>thread</em> that started it ends. The supervisor stops it.
 */
final class ClientProcess {
    // Of CPU time, between two looks. A twentieth of a processor: it may have many to share it with.
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
    // What is line 1 to the process that runs now, once it has answered something; the thread's own.
    private OptionalLong firstLine = OptionalLong.empty();
    private volatile String lastError = "";

    /**
     * @param place in the line-up, from 0
     * @param gaveUp is told why, once, if the client keeps dying
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

    /** From now on it is not started again. */
    void stopRestarting() {
        stopping.countDown();
    }

    /** Asks the process that runs now to end, or ends it; call {@link #stopRestarting} before. */
    synchronized void signal(boolean forcibly) {
        if (process != null && forcibly) {
            process.destroyForcibly();
        } else if (process != null) {
            process.destroy();
        }
    }

    /** Puts the client's name in front of each of its results from now on. */
    void nameResults() {
        output.label(place, prefixed(""));
    }

    /** True if the process has computed something since this was asked last; knocking at doors is not computing. */
    synchronized boolean wasBusy() {
        Duration used = process == null
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
        boolean busy = used.compareTo(usedBefore.plus(LEAST_WORK)) >= 0;
        usedBefore = used;
        return busy;
    }

    /** True once the process has ended and all it said was taken. */
    boolean join(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }

    private void run() {
        try {
            while (runOnce()) {
                // and again
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    /** Runs one process to its end; true if another one is to follow. */
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
            // In another thread: who hears this ends the JVM, which waits for this one.
            Thread.ofPlatform().name("ipcbox-gave-up").daemon().start(() -> gaveUp.accept(reason));
        }
        return false;
    }

    /** Starts the process; null when it is not wanted any more. */
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
            // Of one that has left already, which began with the server most likely, this is the answer to line 1.
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
            // The process is gone; its status tells more.
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
