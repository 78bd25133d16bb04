package io.ipcbox.process;

import io.ipcbox.ipc.KernelSetting;
import io.ipcbox.ipc.libc.LibcText;
import java.nio.file.Path;

/**
 * The platform that this process runs on. Immutable.
 *
 * @param java {@code 25.0.1+8-LTS}
 * @param kernel as printed by {@code uname -r}
 * @param glibc {@code 2.39}
 */
public record PlatformVersions(String java, String kernel, String glibc) {
    private static final KernelSetting RELEASE = new KernelSetting(Path.of("/proc/sys/kernel/osrelease"));

    public static PlatformVersions ofThisProcess() {
        return new PlatformVersions(
                Runtime.version().toString(), RELEASE.value().orElse("unknown"), LibcText.version());
    }
}
