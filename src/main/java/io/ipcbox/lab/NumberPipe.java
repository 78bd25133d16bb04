package io.ipcbox.lab;

import io.ipcbox.ipc.pipe.PipeEnd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Sends little-endian integers of four or eight bytes, and text, through a pipe; each is one write. For one thread. */
final class NumberPipe implements AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_LINE = 256;

    private final PipeEnd end;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(LONGEST_LINE, Long.BYTES);

    NumberPipe(PipeEnd end) {
        this.end = end;
    }

    void sendInt(int number) {
        buffer.set(INT, 0, number);
        end.write(buffer.asSlice(0, Integer.BYTES));
    }

    /** Empty at the end of the pipe. */
    OptionalInt receiveInt() {
        return end.read(buffer.asSlice(0, Integer.BYTES)) ? OptionalInt.of(buffer.get(INT, 0)) : OptionalInt.empty();
    }

    void sendLong(long number) {
        buffer.set(LONG, 0, number);
        end.write(buffer.asSlice(0, Long.BYTES));
    }

    /** Empty at the end of the pipe. */
    OptionalLong receiveLong() {
        return end.read(buffer.asSlice(0, Long.BYTES)) ? OptionalLong.of(buffer.get(LONG, 0)) : OptionalLong.empty();
    }

    /** Sends text: its length, then its bytes. */
    void sendText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.set(INT, 0, bytes.length);
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, Integer.BYTES, bytes.length);
        end.write(buffer.asSlice(0, Integer.BYTES + (long) bytes.length));
    }

    /** Empty at the end of the pipe. */
    Optional<String> receiveText() {
        OptionalInt length = receiveInt();
        if (length.isEmpty()) {
            return Optional.empty();
        }
        MemorySegment text = buffer.asSlice(0, length.getAsInt());
        end.read(text);
        return Optional.of(new String(text.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        end.close();
        arena.close();
    }
}
