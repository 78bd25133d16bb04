package io.ipcbox.supervise;

/**
 * A client to run as a child process.
 *
 * @param name as users know it: {@code client-pipe}
 * @param process started at first and after each crash
 */
public record ClientSpec(String name, ProcessBuilder process) {}
