package io.ipcbox.ipc.posix;

/**
 * How a semaphore handle is implemented.
 *
 * @param sleep how it waits
 * @param inJava true if it posts and takes without C when no thread needs to sleep or be woken
 */
record SemaphoreMeans(SemaphoreSleep sleep, boolean inJava) {}
