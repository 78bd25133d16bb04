package io.ipcbox.ipc.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the C library of this machine says of its semaphores. */
class SemaphoreTrialIT {
    @Test
    void semaphoresOfThisLibraryAreAsExpected() {
        assertThat(SemaphoreTrial.confirms(SemaphoreWord.UNIT, SemaphoreWord.WAITER))
                .isTrue();
        assertThat(SemaphoreMemory.canDoWithoutC()).isTrue();
    }

    // The third is glibc's own where 64 bits are not atomic, with the lowest bit for "somebody waits".
    @ParameterizedTest
    @CsvSource({"1, 8589934592", "2, 4294967296", "2, 1", "4294967296, 1"})
    void anyOtherLayoutIsRefused(long unit, long waiter) {
        assertThat(SemaphoreTrial.confirms(unit, waiter)).isFalse();
    }

    @Test
    void interruptedThreadMayTryAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        boolean confirmed = SemaphoreTrial.confirms(SemaphoreWord.UNIT, SemaphoreWord.WAITER);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(confirmed).isTrue();
    }
}
