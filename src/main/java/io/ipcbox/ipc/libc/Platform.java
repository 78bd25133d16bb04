package io.ipcbox.ipc.libc;

import java.lang.foreign.Linker;

/**
 * The platforms for which the layouts and constants of this package are valid: Linux with glibc on x86-64 and aarch64.
 */
public final class Platform {
    private static final String OS = System.getProperty("os.name", "");
    private static final String ARCHITECTURE = System.getProperty("os.arch", "");
    private static final boolean AARCH64 = ARCHITECTURE.equals("aarch64");

    private Platform() {}

    /**
     * Called first in every public factory, so that other platforms get a clear error instead of a linkage error.
     *
     * @throws UnsupportedOperationException on any other platform
     */
    public static void require() {
        if (!OS.equals("Linux") || !(ARCHITECTURE.equals("amd64") || AARCH64) || !Glibc.PRESENT) {
            throw new UnsupportedOperationException("ipcbox needs Linux with glibc on x86-64 or aarch64; this is " + OS
                    + " on " + ARCHITECTURE + (OS.equals("Linux") && !Glibc.PRESENT ? " with another C library" : ""));
        }
    }

    /** True on aarch64, false on x86-64. */
    public static boolean isAarch64() {
        return AARCH64;
    }

    private static final class Glibc {
        static final boolean PRESENT = Linker.nativeLinker()
                .defaultLookup()
                .find("gnu_get_libc_version")
                .isPresent();
    }
}
