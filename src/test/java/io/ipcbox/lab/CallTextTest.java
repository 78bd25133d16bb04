package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CallTextTest {
    private static final int EAGAIN = 11;

    @AutoClose
    private final Arena arena = Arena.ofConfined();

    private final CallText text = new CallText();

    @Test
    void showsTextAsText() {
        assertThat(text.of("write", List.of(1, arena.allocateFrom("120"), 3L), 3L, 0))
                .isEqualTo("write(1<stdout>, \"120\", 3) = 3");
    }

    @Test
    void showsOtherBytesAsNumbers() {
        MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_INT, 17);
        assertThat(text.of("read", List.of(0, number, 4L), 4L, 0)).isEqualTo("read(0<stdin>, [11 00 00 00], 4) = 4");
    }

    @Test
    void showsOnlyTheBytesThatCame() {
        MemorySegment buffer = arena.allocateFrom("12 garbage");
        assertThat(text.of("read", List.of(0, buffer, 10L), 2L, 0)).isEqualTo("read(0<stdin>, \"12\", 10) = 2");
    }

    @Test
    void failureHasTheNameOfItsErrno() {
        assertThat(text.of("sem_trywait", List.of(MemorySegment.ofAddress(0x1000)), -1, EAGAIN))
                .isEqualTo("sem_trywait(0x1000) = -1 EAGAIN");
    }

    @Test
    void remembersWhatADescriptorAndAnAddressStandFor() {
        MemorySegment path = arena.allocateFrom("/dev/shm/lab");
        assertThat(text.of("open", List.of(path, 0x80042, 0600), 5, 0))
                .isEqualTo("open(\"/dev/shm/lab\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5");
        MemorySegment mapped = MemorySegment.ofAddress(0x7f00);
        assertThat(text.of("mmap", List.of(MemorySegment.NULL, 16L, 3, 1, 5, 0L), mapped, 0))
                .isEqualTo("mmap(NULL, 16, 3, 1, 5<lab>, 0) = 0x7f00");
        assertThat(text.of("munmap", List.of(mapped, 16L), 0, 0)).isEqualTo("munmap(0x7f00<lab>, 16) = 0");
        assertThat(text.of("close", List.of(5), 0, 0)).isEqualTo("close(5<lab>) = 0");
        assertThat(text.of("close", List.of(5), -1, 9)).isEqualTo("close(5) = -1 EBADF");
    }

    @Test
    void showsOperationsOnASemaphoreSet() {
        MemorySegment operation = arena.allocate(6, 2);
        operation.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
        operation.set(ValueLayout.JAVA_SHORT, 2, (short) -1);
        operation.set(ValueLayout.JAVA_SHORT, 4, (short) 0x1000);
        List<Object> arguments = List.of(7, operation, 1L, MemorySegment.NULL);
        assertThat(text.of("semtimedop", arguments, 0, 0)).isEqualTo("semtimedop(7, [{1, -1, SEM_UNDO}], 1, NULL) = 0");
        assertThat(CallText.isGiving("semtimedop", arguments)).isFalse();
        operation.set(ValueLayout.JAVA_SHORT, 2, (short) 1);
        assertThat(CallText.isGiving("semtimedop", arguments)).isTrue();
    }

    @Test
    void makingAPipeTellsItsEnds() {
        MemorySegment ends = arena.allocateFrom(ValueLayout.JAVA_INT, 5, 6);
        assertThat(text.of("pipe2", List.of(ends, 0x80000), 0, 0)).isEqualTo("pipe2([5, 6], O_CLOEXEC) = 0");
        assertThat(text.of("close", List.of(6), 0, 0)).isEqualTo("close(6<pipe>) = 0");
    }
}
