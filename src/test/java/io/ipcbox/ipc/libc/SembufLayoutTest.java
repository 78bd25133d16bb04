package io.ipcbox.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SembufLayoutTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0, -1, 2048", "65535, -32767, 6144", "32768, 32767, 4096", "7, 0, 2048"})
    void oneStoreWritesAllThreeFields(int number, int operation, int flags) {
        MemorySegment sembuf = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
        sembuf.set(ValueLayout.JAVA_LONG, 0, SembufLayout.asLong(number, operation, flags));
        assertThat(sembuf.get(ValueLayout.JAVA_SHORT, SembufLayout.NUMBER) & 0xFFFF)
                .isEqualTo(number);
        assertThat((int) sembuf.get(ValueLayout.JAVA_SHORT, SembufLayout.OPERATION))
                .isEqualTo(operation);
        assertThat((int) sembuf.get(ValueLayout.JAVA_SHORT, SembufLayout.FLAGS)).isEqualTo(flags);
    }
}
