package io.ipcbox.ipc.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The semaphore layout of this machine's C library. */
class SemaphoreTrialIT {
    @Test
    void semaphoresOfThisLibraryAreAsExpected() {
        assertThat(SemaphoreTrial.confirms(SemaphoreWord.UNIT, SemaphoreWord.WAITER))
                .isTrue();
        assertThat(SemaphoreMemory.canDoWithoutC()).isTrue();
    }

    // The third is glibc's layout without 64-bit atomics, whose lowest bit means that a thread waits.
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
