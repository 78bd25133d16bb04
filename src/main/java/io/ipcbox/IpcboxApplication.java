package io.ipcbox;

import io.ipcbox.launch.JavaVersion;
import io.ipcbox.launch.Launcher;

/** The entrance: {@code java -jar} comes in here. Compiled for Java 17, so that an older Java than the needed one is told. */
public final class IpcboxApplication {
    private IpcboxApplication() {}

    public static void main(String[] arguments) {
        JavaVersion.require(arguments);
        // Loaded only when this line is reached, which an older Java could not do.
        Launcher.main(arguments);
    }
}
