package io.ipcbox.ipc.libc;

import static io.ipcbox.ipc.libc.CType.ACCESS_FLAGS;
import static io.ipcbox.ipc.libc.CType.BYTES;
import static io.ipcbox.ipc.libc.CType.CLOSED_FD;
import static io.ipcbox.ipc.libc.CType.FD;
import static io.ipcbox.ipc.libc.CType.FLAGS;
import static io.ipcbox.ipc.libc.CType.INT;
import static io.ipcbox.ipc.libc.CType.LONG;
import static io.ipcbox.ipc.libc.CType.MAPPED_FD;
import static io.ipcbox.ipc.libc.CType.NEW_PATH;
import static io.ipcbox.ipc.libc.CType.OCTAL;
import static io.ipcbox.ipc.libc.CType.OPENED_PATH;
import static io.ipcbox.ipc.libc.CType.OPERATIONS;
import static io.ipcbox.ipc.libc.CType.PATH;
import static io.ipcbox.ipc.libc.CType.PIPE_ENDS;
import static io.ipcbox.ipc.libc.CType.POINTER;
import static io.ipcbox.ipc.libc.CType.RECEIVED;
import static io.ipcbox.ipc.libc.CType.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CallFormTest {
    private static final int EAGAIN = 11;
    private static final CallForm OPEN = new CallForm("open", List.of(OPENED_PATH, ACCESS_FLAGS, OCTAL));
    private static final CallForm CLOSE = new CallForm("close", List.of(CLOSED_FD));
    private static final CallForm READ = new CallForm("read", List.of(FD, RECEIVED, LONG));
    private static final CallForm WRITE = new CallForm("write", List.of(FD, BYTES, LONG));
    private static final CallForm PIPE2 = new CallForm("pipe2", List.of(PIPE_ENDS, FLAGS));
    private static final CallForm MMAP = new CallForm("mmap", List.of(POINTER, LONG, INT, INT, MAPPED_FD, LONG));
    private static final CallForm MUNMAP = new CallForm("munmap", List.of(POINTER, LONG));
    private static final CallForm LINKAT = new CallForm("linkat", List.of(INT, PATH, INT, NEW_PATH, INT));
    private static final CallForm SEM_TRYWAIT = new CallForm("sem_trywait", List.of(POINTER));
    private static final CallForm SEMTIMEDOP = new CallForm("semtimedop", List.of(INT, OPERATIONS, LONG, TIME));

    @AutoClose
    private final Arena arena = Arena.ofConfined();

    private static String text(CallForm form, List<Object> arguments, Object result, int errno) {
        return form.text(arguments, result, errno);
    }

    @Test
    void showsTextAsText() {
        assertThat(text(WRITE, List.of(1, arena.allocateFrom("120"), 3L), 3L, 0))
                .isEqualTo("write(1<stdout>, \"120\", 3) = 3");
    }

    @Test
    void showsOtherBytesAsNumbers() {
        MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_INT, 17);
        assertThat(text(READ, List.of(0, number, 4L), 4L, 0)).isEqualTo("read(0<stdin>, [11 00 00 00], 4) = 4");
    }

    @Test
    void showsOnlyTheBytesThatCame() {
        MemorySegment buffer = arena.allocateFrom("12 garbage");
        assertThat(text(READ, List.of(0, buffer, 10L), 2L, 0)).isEqualTo("read(0<stdin>, \"12\", 10) = 2");
    }

    @Test
    void failureHasTheNameOfItsErrno() {
        assertThat(text(SEM_TRYWAIT, List.of(MemorySegment.ofAddress(0x1000)), -1, EAGAIN))
                .isEqualTo("sem_trywait(0x1000) = -1 EAGAIN");
    }

    @Test
    void remembersWhatADescriptorAndAnAddressStandFor() {
        MemorySegment path = arena.allocateFrom("/dev/shm/lab");
        assertThat(text(OPEN, List.of(path, 0x80042, 0600), 5, 0))
                .isEqualTo("open(\"/dev/shm/lab\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5");
        MemorySegment mapped = MemorySegment.ofAddress(0x7f00);
        assertThat(text(MMAP, List.of(MemorySegment.NULL, 16L, 3, 1, 5, 0L), mapped, 0))
                .isEqualTo("mmap(NULL, 16, 3, 1, 5<lab>, 0) = 0x7f00");
        assertThat(text(MUNMAP, List.of(mapped, 16L), 0, 0)).isEqualTo("munmap(0x7f00<lab>, 16) = 0");
        assertThat(text(CLOSE, List.of(5), 0, 0)).isEqualTo("close(5<lab>) = 0");
        assertThat(text(CLOSE, List.of(5), -1, 9)).isEqualTo("close(5) = -1 EBADF");
    }

    @Test
    void showsOperationsOnASemaphoreSet() {
        MemorySegment operation = arena.allocate(6, 2);
        operation.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
        operation.set(ValueLayout.JAVA_SHORT, 2, (short) -1);
        operation.set(ValueLayout.JAVA_SHORT, 4, (short) 0x1000);
        List<Object> arguments = List.of(7, operation, 1L, MemorySegment.NULL);
        assertThat(text(SEMTIMEDOP, arguments, 0, 0)).isEqualTo("semtimedop(7, [{1, -1, SEM_UNDO}], 1, NULL) = 0");
        assertThat(SEMTIMEDOP.isGiving(arguments)).isFalse();
        operation.set(ValueLayout.JAVA_SHORT, 2, (short) 1);
        assertThat(SEMTIMEDOP.isGiving(arguments)).isTrue();
    }

    @Test
    void makingAPipeTellsItsEnds() {
        MemorySegment ends = arena.allocateFrom(ValueLayout.JAVA_INT, 5, 6);
        assertThat(text(PIPE2, List.of(ends, 0x80000), 0, 0)).isEqualTo("pipe2([5, 6], O_CLOEXEC) = 0");
        assertThat(text(CLOSE, List.of(6), 0, 0)).isEqualTo("close(6<pipe>) = 0");
    }

    @Test
    void fileThatGetsItsNameIsCalledByIt() {
        List<Object> arguments =
                List.of(-100, arena.allocateFrom("/proc/self/fd/8"), -100, arena.allocateFrom("/dev/shm/lab"), 0x400);
        assertThat(LINKAT.isGiving(arguments)).isTrue();
        assertThat(text(LINKAT, arguments, 0, 0))
                .isEqualTo("linkat(-100, \"/proc/self/fd/8\", -100, \"/dev/shm/lab\", 1024) = 0");
        assertThat(text(CLOSE, List.of(8), 0, 0)).isEqualTo("close(8<lab>) = 0");
    }
}
