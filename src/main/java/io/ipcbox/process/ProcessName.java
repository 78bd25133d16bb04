package io.ipcbox.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The name of this process in ps(1) and top(1), which otherwise is {@code java}. */
public final class ProcessName {
    private ProcessName() {}

    public static void set(String name) {
        try (FileOutputStream comm = new FileOutputStream("/proc/self/comm")) {
            comm.write(name.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Some containers mount /proc read-only, and everything works without the name.
        }
    }
}
