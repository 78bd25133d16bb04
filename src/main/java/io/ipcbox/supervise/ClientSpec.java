package io.ipcbox.supervise;

import java.util.List;

/**
 * A client to run as a child process.
 *
 * @param name as users know it: {@code client-pipe}
 * @param command the program and its arguments
 */
public record ClientSpec(String name, List<String> command) {
    public ClientSpec {
        command = List.copyOf(command);
    }
}
