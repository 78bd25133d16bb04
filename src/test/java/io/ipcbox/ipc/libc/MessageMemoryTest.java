package io.ipcbox.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageMemoryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 32, 4095})
    void smallMessageLiesAnywhere(long bytes) {
        MemorySegment memory = MessageMemory.allocate(bytes);
        assertThat(memory.byteSize()).isEqualTo(bytes);
        assertThat(memory.address() % 8).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 8192, 8200, 1_000_001})
    void largeMessageBeginsInTheMiddleOfAPage(long bytes) {
        MemorySegment memory = MessageMemory.allocate(bytes);
        assertThat(memory.byteSize()).isEqualTo(bytes);
        assertThat(memory.address() % 4096).isEqualTo(2048);
    }
}
