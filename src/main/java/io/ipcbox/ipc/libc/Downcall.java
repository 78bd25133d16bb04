package io.ipcbox.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls with the signatures that several C functions share. The JIT compiler inlines them into the caller, where the
 * handle is a constant, so they are as fast as a call written out there.
 */
final class Downcall {
    private Downcall() {}

    static int make(MethodHandle handle) {
        try {
            return (int) handle.invokeExact(LastErrno.capture());
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, MemorySegment first) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, MemorySegment first, MemorySegment second) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first, second);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, MemorySegment first, int second) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first, second);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, int first, MemorySegment second) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first, second);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, int first, int second) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first, second);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, int first, int second, int third) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first, second, third);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }

    static int make(MethodHandle handle, int first, int second, MemorySegment third) {
        try {
            return (int) handle.invokeExact(LastErrno.capture(), first, second, third);
        } catch (Throwable t) {
            throw Linking.mistake(t);
        }
    }
}
