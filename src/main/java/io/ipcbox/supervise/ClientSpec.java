package io.ipcbox.supervise;

/**
 * A client to run as a child process.
 *
 * @param name as users know it: {@code client-pipe}
 * @param process to be started, again and again
 */
public record ClientSpec(String name, ProcessBuilder process) {}
