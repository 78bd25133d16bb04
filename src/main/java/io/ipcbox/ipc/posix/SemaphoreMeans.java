package io.ipcbox.ipc.posix;

/**
 * How a handle does its work.
 *
 * @param sleep how it waits
 * @param inJava whether it posts and takes without C where nobody need sleep or be woken
 */
record SemaphoreMeans(SemaphoreSleep sleep, boolean inJava) {}
