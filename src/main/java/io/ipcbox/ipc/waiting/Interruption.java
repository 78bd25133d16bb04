package io.ipcbox.ipc.waiting;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Runs an action when the thread inside {@link #enter} … {@link #leave} is interrupted. One use only.
 *
 * <p>The JDK closes an interruptible channel when the thread blocked on it is interrupted. Closing this channel only
 * wakes that thread; there is no other way to be notified of an interrupt without polling.
 */
final class Interruption extends AbstractInterruptibleChannel {
    private final Runnable action;

    Interruption(Runnable action) {
        this.action = action;
    }

    void enter() {
        begin();
    }

    void leave() {
        try {
            end(true);
        } catch (ClosedByInterruptException e) {
            // The thread's interrupt status is set; the caller checks it.
        } catch (AsynchronousCloseException e) {
            throw new AssertionError("no other thread closes it", e);
        }
    }

    @Override
    protected void implCloseChannel() {
        action.run();
    }
}
