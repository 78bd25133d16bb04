package io.ipcbox.lab;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The semaphores that two processes hold and wait for, in shared memory. Each process writes its own two ints: the number
 * of a semaphore plus one, or 0 for none.
 *
 * <p>Every access is volatile. So if both processes first write what they wait for and then look for a circle, at least
 * one of them sees it.
 */
record WaitTable(MemorySegment memory) {
    static final int PROCESSES = 2;
    static final long BYTES = 2L * PROCESSES * Integer.BYTES;

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final int NONE = -1;

    void holds(int process, int semaphore) {
        INT.setVolatile(memory, 2L * process * Integer.BYTES, semaphore + 1);
    }

    void waitsFor(int process, int semaphore) {
        INT.setVolatile(memory, (2L * process + 1) * Integer.BYTES, semaphore + 1);
    }

    /** The semaphore that the process holds; negative if none. */
    int held(int process) {
        return (int) INT.getVolatile(memory, 2L * process * Integer.BYTES) - 1;
    }

    /** The semaphore that the process waits for; negative if none. */
    int wanted(int process) {
        return (int) INT.getVolatile(memory, (2L * process + 1) * Integer.BYTES) - 1;
    }

    /** True if each waits for what the other holds. */
    boolean isCircle() {
        return held(0) != NONE && held(1) != NONE && held(0) == wanted(1) && held(1) == wanted(0);
    }

    void clear() {
        for (int process = 0; process < PROCESSES; process++) {
            holds(process, NONE);
            waitsFor(process, NONE);
        }
    }
}
