package io.ipcbox.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ipcbox.ipc.Errno;
import io.ipcbox.ipc.IpcException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call is refused with an errno; what comes back checks the message. */
public final class Refusal {
    private Refusal() {}

    public static AbstractThrowableAssert<?, ? extends Throwable> of(Errno errno, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IpcException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }
}
