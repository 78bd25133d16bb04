package io.ipcbox.ring;

/**
 * What to do before going to sleep in the kernel, which takes two system calls and some 50 microseconds: look again a
 * number of times, then offer the processor to others and look again.
 *
 * @param spins how often to look at once
 * @param yields how often to look after yielding the processor
 */
public record WaitStrategy(int spins, int yields) {
    /** Hardly any work while idle, fair to other processes on few processors. The default. */
    public static final WaitStrategy BALANCED = new WaitStrategy(200, 20);

    /**
     * Passes a moment before the next look.
     *
     * @param look how often this wait has looked already
     * @return false when it is time to sleep
     */
    @SuppressWarnings("ThreadPriorityCheck") // on few processors the other side may need this one
    boolean pause(int look) {
        if (look < spins) {
            Thread.onSpinWait();
        } else if (look < spins + yields) {
            Thread.yield();
        } else {
            return false;
        }
        return true;
    }
}
