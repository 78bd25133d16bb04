package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvSemaphore;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** All values of a set at once, in C an array of {@code unsigned short}. */
final class SemaphoreValues {
    private SemaphoreValues() {}

    /** Returns the result of semctl(SETALL). The set must have as many semaphores as there are values. */
    static int setAll(int id, int[] values) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = arena.allocate(ValueLayout.JAVA_SHORT, values.length);
            for (int i = 0; i < values.length; i++) {
                array.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) checked(values[i]));
            }
            return LibcSysvSemaphore.semctl(id, 0, LibcSysvSemaphore.SETALL, array);
        }
    }

    /** Returns the result of semctl(GETALL). The set must have as many semaphores as the array has elements. */
    static int getAll(int id, int[] values) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = arena.allocate(ValueLayout.JAVA_SHORT, values.length);
            int result = LibcSysvSemaphore.semctl(id, 0, LibcSysvSemaphore.GETALL, array);
            for (int i = 0; i < values.length; i++) {
                values[i] = Short.toUnsignedInt(array.getAtIndex(ValueLayout.JAVA_SHORT, i));
            }
            return result;
        }
    }

    static int checked(int value) {
        if (value < 0 || value > SysvSemaphoreSet.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a semaphore value must lie between 0 and " + SysvSemaphoreSet.MAX_VALUE + ", value=" + value);
        }
        return value;
    }
}
