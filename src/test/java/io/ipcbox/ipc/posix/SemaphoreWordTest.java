package io.ipcbox.ipc.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemaphoreWordTest {
    private static final long LARGEST = Integer.MAX_VALUE;

    private final MemorySegment word = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 41, LARGEST - 1})
    void postAddsAUnitWithoutWaiters(long value) {
        set(value);
        assertThat(SemaphoreWord.tryPost(word.address())).isTrue();
        assertThat(get()).isEqualTo(value + 1);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                LARGEST,
                SemaphoreWord.WAITER,
                3 * SemaphoreWord.WAITER + 5,
                SemaphoreWord.NONE,
                Long.MIN_VALUE,
                LARGEST + 1
            })
    void postLeavesToCWhatItCannotDo(long before) {
        set(before);
        assertThat(SemaphoreWord.tryPost(word.address())).isFalse();
        assertThat(get()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, LARGEST, 3 * SemaphoreWord.WAITER + 5, SemaphoreWord.WAITER * 0x7FFF_FFFFL + 1})
    void takeTakesAUnitAndLeavesTheWaiters(long before) {
        set(before);
        assertThat(SemaphoreWord.tryTake(word.address())).isTrue();
        assertThat(get()).isEqualTo(before - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7 * SemaphoreWord.WAITER, SemaphoreWord.NONE, Long.MIN_VALUE, LARGEST + 1})
    void takeLeavesToCWhatItCannotDo(long before) {
        set(before);
        assertThat(SemaphoreWord.tryTake(word.address())).isFalse();
        assertThat(get()).isEqualTo(before);
    }

    @Test
    void wordThatIsNowhereRefusesBoth() {
        assertThat(SemaphoreWord.tryPost(SemaphoreMemory.nowhere())).isFalse();
        assertThat(SemaphoreWord.tryTake(SemaphoreMemory.nowhere())).isFalse();
    }

    private void set(long value) {
        word.set(ValueLayout.JAVA_LONG, 0, value);
    }

    private long get() {
        return word.get(ValueLayout.JAVA_LONG, 0);
    }
}
