package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.hook.CallTrace.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that the transcript shows. */
class StepsTest {
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int ETIMEDOUT = 110;
    private static final MemorySegment ONE = MemorySegment.ofAddress(0x1000);
    private static final MemorySegment OTHER = MemorySegment.ofAddress(0x2000);

    @TempDir
    private Path directory;

    @AutoClose
    private final Arena arena = Arena.ofShared();

    private final MemorySegment pollfd = arena.allocate(8, 4);
    private FrameWriter frames;
    private Steps steps;

    @BeforeEach
    void open() {
        frames = new FrameWriter("P", directory.resolve("frames").toString());
        steps = new Steps(frames, false);
    }

    @Test
    void waitInSlicesIsOneCall() {
        waitAt(ONE, -1, EAGAIN, "sem_trywait");
        for (int slice = 0; slice < 20; slice++) {
            waitAt(ONE, -1, slice == 7 ? EINTR : ETIMEDOUT, "sem_clockwait");
        }
        assertThat(shown()).as("before it ends").isEmpty();
        waitAt(ONE, 0, 0, "sem_clockwait");
        assertThat(shown()).containsExactly("sem_clockwait(0x1000) = 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x800})
    void waitAtASetOfSemaphoresIsOneCall(int flagsOfTheLook) {
        call("semtimedop", operation(-1, flagsOfTheLook), -1, EAGAIN);
        call("semtimedop", operation(-1, 0), -1, EAGAIN);
        call("semtimedop", operation(-1, 0), 0, 0);
        assertThat(shown()).containsExactly("semtimedop(7) = 0");
    }

    @Test
    void waitForAnotherChangeIsAnotherWait() {
        call("semtimedop", operation(-1, 0), -1, EAGAIN);
        call("semtimedop", operation(0, 0), 0, 0);
        assertThat(shown()).containsExactly("semtimedop(7) = -1 EAGAIN", "semtimedop(7) = 0");
    }

    @Test
    void sleepThatAwaitsTheNextTryBelongsToTheWait() {
        receive(-1, EAGAIN);
        poll(0);
        poll(1);
        receive(-1, EAGAIN);
        poll(1);
        receive(2, 0);
        assertThat(shown()).containsExactly("mq_timedreceive(5) = 2");
    }

    @Test
    void waitThatIsGivenUpIsShownAsItWas() {
        waitAt(ONE, -1, EAGAIN, "sem_trywait");
        waitAt(ONE, -1, ETIMEDOUT, "sem_clockwait");
        steps.show("load counter = 1");
        receive(-1, EAGAIN);
        poll(1);
        waitAt(OTHER, 0, 0, "sem_trywait");
        assertThat(shown())
                .containsExactly(
                        "sem_clockwait(0x1000) = -1 ETIMEDOUT",
                        "load counter = 1",
                        "mq_timedreceive(5) = -1 EAGAIN",
                        "poll(0x%x) = 1".formatted(pollfd.address()),
                        "sem_trywait(0x2000) = 0");
    }

    @Test
    void failureThatNoFurtherTryCanMendIsShownAtOnce() {
        waitAt(ONE, -1, 22, "sem_clockwait");
        assertThat(shown()).containsExactly("sem_clockwait(0x1000) = -1 EINVAL");
    }

    @Test
    void callThatGaveNothingKeepsNoPlace() {
        List<Object> message = List.of(5, arena.allocateFrom("12"), 2L, 0, MemorySegment.NULL);
        call("mq_timedsend", message, -1, EAGAIN);
        poll(1);
        call("mq_timedsend", message, 0, 0);
        assertThat(frames().stream().map(frame -> frame.kind() + " " + frame.place()))
                .containsExactly("PLACE 1", "NOTHING 1", "PLACE 2", "STEP 2");
    }

    @Test
    void sameStepTwiceIsShownTwice() {
        steps.show("load [0] = 0");
        steps.show("load [0] = 0");
        assertThat(shown()).hasSize(2);
    }

    private void waitAt(MemorySegment semaphore, int result, int errno, String function) {
        List<Object> arguments =
                function.equals("sem_trywait") ? List.of(semaphore) : List.of(semaphore, 1, MemorySegment.NULL);
        call(function, arguments, result, errno);
    }

    private List<Object> operation(int change, int flags) {
        MemorySegment operation = arena.allocate(6, 2);
        operation.set(ValueLayout.JAVA_SHORT, 2, (short) change);
        operation.set(ValueLayout.JAVA_SHORT, 4, (short) flags);
        return List.of(7, operation, 1L, MemorySegment.NULL);
    }

    private void receive(long result, int errno) {
        MemorySegment buffer = result < 0 ? ONE : arena.allocateFrom("12");
        call("mq_timedreceive", List.of(5, buffer, 2L, MemorySegment.NULL, MemorySegment.NULL), result, errno);
    }

    private void poll(int result) {
        call("poll", List.of(pollfd, 1L, -1), result, 0);
    }

    private void call(String function, List<Object> arguments, Object result, int errno) {
        Call call = new Call(function, arguments, function.equals("mq_timedsend"));
        String returned = ((Number) result).longValue() < 0 ? "-1 " + Errno.of(errno) : result.toString();
        steps.calling(call);
        steps.called(call, result, errno, function + "(" + name(arguments.getFirst()) + ") = " + returned);
    }

    private static String name(Object object) {
        return object instanceof MemorySegment memory ? "0x" + Long.toHexString(memory.address()) : object.toString();
    }

    private List<String> shown() {
        return frames().stream()
                .filter(frame -> frame.kind() == Frame.Kind.STEP)
                .map(Frame::text)
                .toList();
    }

    private List<Frame> frames() {
        try {
            return Files.readAllLines(directory.resolve("frames")).stream()
                    .map(Frame::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
